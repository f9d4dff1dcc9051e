using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Data.Tables.Protocol;
using Moq;

namespace LocalRuntime.Tests.Tables;

public sealed class CredentialTests
{
    private static readonly Uri Cloud = new("https://myaccount.table.core.windows.net/");

    [Fact]
    public async Task The_emulators_shared_key_is_accepted_by_both_clients()
    {
        var service = new TableServiceClient(TestTable.Endpoint, TestTable.Credential);
        var created = await TestTable.NewAsync();
        var table = new TableClient(TestTable.Endpoint, created.Name, TestTable.Credential);

        await table.AddEntityAsync(new TableEntity("p", "r"));

        Assert.True((await service.GetTableClient(created.Name).GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        Assert.Equal("devstoreaccount1", table.AccountName);
        Assert.Equal(TestTable.Endpoint.AbsoluteUri + "/" + created.Name, table.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task A_wrong_key_answers_403_until_it_is_corrected()
    {
        var created = await TestTable.NewAsync();
        var credential = new TableSharedKeyCredential("devstoreaccount1", Convert.ToBase64String(new byte[64]));
        var table = new TableClient(TestTable.Endpoint, created.Name, credential);

        var refusal = await TestTable.RefusalAsync(() => table.AddEntityAsync(new TableEntity("p", "r")));
        credential.SetAccountKey(TestTable.Setting("AccountKey"));
        var accepted = await table.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal((403, "AuthorizationFailure"), (refusal.Status, refusal.ErrorCode));
        Assert.Equal(204, accepted.Status);
    }

    [Fact]
    public void The_signature_covers_date_account_path_and_comp()
    {
        var clock = new Mock<TimeProvider>();
        clock.Setup(time => time.GetUtcNow()).Returns(new DateTimeOffset(2024, 2, 3, 4, 5, 6, TimeSpan.Zero));
        var key = Convert.ToBase64String("a secret of some length"u8);
        var message = HttpPipelineBuilder.Build(new TableClientOptions()).CreateMessage();
        message.Request.Uri.Reset(new Uri("https://acc.table.core.windows.net/t(PartitionKey='a%20b',RowKey='')?comp=acl&$top=5"));

        new SharedKeyLitePolicy(new TableSharedKeyCredential("acc", key), clock.Object).OnSendingRequest(message);

        const string Date = "Sat, 03 Feb 2024 04:05:06 GMT";
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(Date + "\n/acc/t(PartitionKey='a%20b',RowKey='')?comp=acl")));
        Assert.True(message.Request.Headers.TryGetValue("x-ms-date", out var date));
        Assert.True(message.Request.Headers.TryGetValue("Authorization", out var authorization));
        Assert.Equal((Date, $"SharedKeyLite acc:{expected}"), (date, authorization));
    }

    [Fact]
    public async Task A_shared_access_signature_opens_a_table_as_credential_in_the_address_and_in_a_connection_string()
    {
        var created = await TestTable.NewAsync();
        var signature = TableSignature(created.Name, "raud");
        TableClient[] clients =
        [
            new(created.Uri, new AzureSasCredential(signature)),
            new(new Uri(created.Uri + "?" + signature)),
            new($"TableEndpoint={TestTable.Endpoint};SharedAccessSignature={signature}", created.Name),
            new TableServiceClient(TestTable.Endpoint, new AzureSasCredential("?" + signature)).GetTableClient(created.Name),
        ];

        for (var index = 0; index < clients.Length; index++)
        {
            Assert.Equal(created.Name, clients[index].Name);
            await clients[index].AddEntityAsync(new TableEntity("p", $"{index}"));
            Assert.True((await clients[index].GetEntityIfExistsAsync<TableEntity>("p", $"{index}", ["RowKey"])).HasValue);
        }

        Assert.Equal(clients.Length, (await clients[0].QueryAsync<TableEntity>(maxPerPage: 2).ToListAsync()).Count);
    }

    [Fact]
    public async Task A_signature_for_reading_does_not_write()
    {
        var created = await TestTable.NewAsync();
        var table = new TableClient(created.Uri, new AzureSasCredential(TableSignature(created.Name, "r")));

        var refusal = await TestTable.RefusalAsync(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(403, refusal.Status);
    }

    [Fact]
    public async Task A_renewed_signature_replaces_the_old_one_in_a_retry()
    {
        var credential = new AzureSasCredential("sig=old");
        var stub = new StubTransport(_ =>
        {
            credential.Update("sig=new");
            return StubTransport.Reply(HttpStatusCode.ServiceUnavailable);
        });
        var table = new TableClient(new Uri(Cloud, "things"), credential, stub.Options);

        await TestTable.RefusalAsync(() => table.GetEntityAsync<TableEntity>("p", "r", ["A", "B"]));

        Assert.Equal(["?$select=A%2CB&sig=old", "?$select=A%2CB&sig=new", "?$select=A%2CB&sig=new"], stub.Requests.Select(request => request.RequestUri!.Query));
    }

    [Fact]
    public async Task A_token_credential_sends_a_bearer_token_for_the_storage_scope()
    {
        var scopes = new List<string>();
        var credential = new Mock<TokenCredential>();
        credential.Setup(token => token.GetTokenAsync(It.IsAny<TokenRequestContext>(), It.IsAny<CancellationToken>()))
            .Callback((TokenRequestContext context, CancellationToken _) => scopes.AddRange(context.Scopes))
            .Returns(new ValueTask<AccessToken>(new AccessToken("the-token", DateTimeOffset.MaxValue)));
        var stub = new StubTransport(_ => StubTransport.Reply(HttpStatusCode.NoContent));
        var table = new TableClient(Cloud, "things", credential.Object, stub.Options);

        await table.AddEntityAsync(new TableEntity("p", "r"));

        var request = Assert.Single(stub.Requests);
        Assert.Equal("https://myaccount.table.core.windows.net/things", request.RequestUri!.AbsoluteUri);
        Assert.Equal("Bearer the-token", StubTransport.Header(request, "Authorization"));
        Assert.Equal("2020-12-06", StubTransport.Header(request, "x-ms-version"));
        Assert.Equal(["https://storage.azure.com/.default"], scopes);
        Assert.Equal("myaccount", table.AccountName);
        Assert.Throws<ArgumentException>(() => new TableServiceClient(new Uri("http://myaccount.table.core.windows.net"), credential.Object));
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("usedevelopmentstorage=TRUE;DevelopmentStorageProxyUri=http://azurite", "http://azurite:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("AccountName=acc;AccountKey=a2V5", "https://acc.table.core.windows.net/", "acc")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=acc;AccountKey=a2V5==;EndpointSuffix=core.chinacloudapi.cn;", "http://acc.table.core.chinacloudapi.cn/", "acc")]
    [InlineData("TableEndpoint=https://acc.table.core.windows.net/;SharedAccessSignature=sv=1&sig=a%3D", "https://acc.table.core.windows.net/", "acc")]
    public void A_connection_string_says_where_the_tables_are(string text, string uri, string account)
    {
        var service = new TableServiceClient(text.Replace("a2V5==", "a2V5", StringComparison.Ordinal));
        Assert.Equal((uri, account), (service.Uri.AbsoluteUri, service.AccountName));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountName=acc")]
    [InlineData("AccountKey=a2V5")]
    [InlineData("TableEndpoint=not an address;AccountName=acc;AccountKey=a2V5")]
    [InlineData("AccountName=acc;AccountName=acc;AccountKey=a2V5")]
    public void A_connection_string_without_endpoint_or_credential_is_refused(string text) =>
        Assert.Throws<FormatException>(() => new TableClient(text, "t"));

    // A table's own signature, as the service documents it; the emulator checks it.
    private static string TableSignature(string table, string permissions)
    {
        const string Version = "2020-12-06";
        var expiry = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ");
        var account = TestTable.Setting("AccountName");
        string[] parts = [permissions, "", expiry, $"/table/{account}/{table}", "", "", "", Version, "", "", "", ""];
        var hash = HMACSHA256.HashData(Convert.FromBase64String(TestTable.Setting("AccountKey")), Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return $"sv={Version}&tn={table}&sp={permissions}&se={Uri.EscapeDataString(expiry)}&sig={Uri.EscapeDataString(Convert.ToBase64String(hash))}";
    }
}

using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using RunFunctions.TestSupport;

namespace LocalRuntime.Tests.Tables;

/// <summary>Fresh tables on the emulator and clients for them.</summary>
internal static class TestTable
{
    public static TableServiceClient Service(TableClientOptions? options = null) => new(TestAzurite.ConnectionString, options);

    public static async Task<TableClient> NewAsync(TableClientOptions? options = null)
    {
        var table = Service(options).GetTableClient(TestAzurite.NewPrefix());
        await table.CreateAsync();
        return table;
    }

    /// <summary>The same table through another pipeline.</summary>
    public static TableClient With(this TableClient table, TableClientOptions options) => Service(options).GetTableClient(table.Name);

    public static ETag ETag(this Response response) => response.Headers.ETag ?? throw new InvalidOperationException("The reply has no ETag.");

    public static async Task<RequestFailedException> RefusalAsync(Func<Task> call) => await Assert.ThrowsAnyAsync<RequestFailedException>(call);

    public static void AssertRefusal(RequestFailedException refusal, int status, string code)
    {
        Assert.Equal(code, refusal.ErrorCode);
        Assert.Equal(status, refusal.Status);
    }

    public static string Setting(string name) =>
        TestAzurite.ConnectionString.Split(';').Single(part => part.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];

    public static Uri Endpoint => new(Setting("TableEndpoint"));

    public static TableSharedKeyCredential Credential => new(Setting("AccountName"), Setting("AccountKey"));
}

/// <summary>Counts the attempts that go out and can show each of them to a test.</summary>
internal sealed class CountingPolicy : HttpPipelineSynchronousPolicy
{
    private int _count;

    public int Count => _count;

    public string? LastUri { get; private set; }

    public override void OnSendingRequest(HttpMessage message)
    {
        Interlocked.Increment(ref _count);
        LastUri = message.Request.Uri.ToString();
    }
}

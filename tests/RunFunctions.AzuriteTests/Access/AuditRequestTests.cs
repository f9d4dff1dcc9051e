using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>What requests leave in the audit, and who can read it.</summary>
public sealed class AuditRequestTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const string FileName = "confidential-name.pdf";
    private const string Unknown = "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11";

    private static int _organizations;

    private readonly OrganizationId _organization = OrganizationId.Parse($"audited-{Interlocked.Increment(ref _organizations)}");

    private AppHost App => fixture.App;

    [Fact]
    public async Task A_write_is_stored_before_its_answer_with_who_what_and_which()
    {
        var token = await TokenAsync(Role.Admin);
        using var admin = App.NewClient().With(token);
        admin.DefaultRequestHeaders.Add("X-Request-ID", "upload-1");

        var uploaded = await new DocumentsDriver(admin).UploadAsync(Pdfs.Record, FileName);

        var row = Assert.Single(await StoredAsync(), row => row.GetString("Action") == "documents.upload");
        Assert.Equal(
            ("document", uploaded.DocumentId, "Succeeded", "maria", token.Split('.')[1], "upload-1", null),
            (row.GetString("ObjectType"), row.GetString("ObjectId"), row.GetString("Outcome"), row.GetString("User"), row.GetString("Credential"), row.GetString("RequestId"), row.GetString("ErrorCode")));
    }

    [Fact]
    public async Task Denials_and_refused_writes_are_stored_before_their_answer()
    {
        using var nurse = await ClientAsync(Role.Nurse);
        using var admin = await ClientAsync(Role.Admin);
        await AssertAsync(nurse, "/api/documents", HttpStatusCode.Forbidden, "documents.list Denied FORBIDDEN maria  ");
        await AssertAsync(admin, $"/api/documents/{Unknown}", HttpStatusCode.NotFound, $"documents.read Denied NOT_FOUND maria document {Unknown}");
        using var refused = await new DocumentsDriver(admin).PostFileAsync("text"u8.ToArray(), FileName);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        Assert.Contains("documents.upload Refused UNSUPPORTED_MEDIA_TYPE maria document ", await LinesAsync());
    }

    [Fact]
    public async Task A_token_that_is_refused_is_recorded_in_its_organization_without_a_subject()
    {
        var token = await TokenAsync(Role.Admin);
        using var guess = App.NewClient().With(token[..token.LastIndexOf('.')] + '.' + new string('A', 43));
        await AssertAsync(guess, "/api/documents", HttpStatusCode.Unauthorized, "documents.list Denied UNAUTHORIZED   ");
        Assert.Equal(token.Split('.')[1], (await StoredAsync()).Single(row => row.GetString("ErrorCode") == "UNAUTHORIZED").GetString("Credential"));

        using var nobody = App.NewClient();
        nobody.DefaultRequestHeaders.Add("X-Request-ID", "nobody-1");
        using var answer = await nobody.GetAsync("/api/documents");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(App.Log.Lines, line => line.Category.EndsWith("AuditMiddleware", StringComparison.Ordinal) && line["request_id"] == "nobody-1");
    }

    [Fact]
    public async Task Reads_are_stored_soon_also_of_a_part_and_of_what_the_caller_has_already()
    {
        using var admin = await ClientAsync(Role.Admin);
        var driver = new DocumentsDriver(admin);
        var document = (await driver.UploadAsync(Pdfs.Record, FileName)).DocumentId;
        using var first = await admin.GetAsync("/api/access/tokens");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/access/tokens") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var part = new HttpRequestMessage(HttpMethod.Get, $"/api/documents/{document}/download") { Headers = { Range = new RangeHeaderValue(0, 9) } };
        using var notModified = await admin.SendAsync(again);
        using var partial = await admin.SendAsync(part);
        Assert.Equal(HttpStatusCode.PartialContent, partial.StatusCode);
        using var none = await admin.GetAsync($"/api/documents/{document}/review");

        await Eventually.GetAsync(
            LinesAsync,
            lines => lines.Count(line => line == "tokens.list Succeeded  maria  ") == 2
                && lines.Contains($"documents.download Succeeded  maria document {document}")
                && lines.Any(line => line.StartsWith("documents.read-review ", StringComparison.Ordinal)),
            "every read");
    }

    [Fact]
    public async Task Nothing_secret_and_no_text_is_recorded()
    {
        var token = await TokenAsync(Role.Admin);
        using var admin = App.NewClient().With(token);
        await new DocumentsDriver(admin).UploadAsync(Pdfs.Record, FileName);
        using var odd = await admin.GetAsync("/api/access/memberships/odd%20name%20of%20somebody");

        var values = (await StoredAsync()).SelectMany(row => row.Where(column => column.Key != "odata.etag").Select(column => column.Value)).OfType<string>().ToList();
        Assert.NotEmpty(values);
        Assert.DoesNotContain(values, value => value.Contains(token.Split('.')[2], StringComparison.Ordinal) || value.Contains("confidential", StringComparison.Ordinal) || value.Contains(' ', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Admins_read_their_own_organization_newest_first_in_pages_and_nobody_else_does()
    {
        using var admin = await ClientAsync(Role.Admin);
        using var stranger = await App.NewClientAsync(OrganizationId.Parse("stranger"), UserId.Parse("eve"), Role.Admin);
        for (var i = 0; i < 5; i++)
        {
            using var denied = await admin.GetAsync($"/api/documents/{Unknown}");
        }

        List<DateTimeOffset> times = [];
        string? cursor = null;
        do
        {
            var page = await ReadAsync(admin, $"/api/audit?action=documents.read&limit=2{(cursor is null ? "" : "&cursor=" + cursor)}");
            times.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Time("at")));
            cursor = page.Text("next_cursor") ?? "";
            if (times.Count == 2)
            {
                await RefusedAsync(admin, $"/api/audit?limit=2&cursor={cursor}", "cursor cursor");
                await RefusedAsync(stranger, $"/api/audit?action=documents.read&limit=2&cursor={cursor}", "cursor cursor");
            }
        }
        while (cursor.Length > 0);

        Assert.Equal(5, times.Count);
        Assert.Equal(times.OrderDescending(), times);
        Assert.Empty((await ReadAsync(stranger, "/api/audit?action=documents.read")).GetProperty("items").EnumerateArray());
        using var clinician = await ClientAsync(Role.Clinician);
        using var forbidden = await clinician.GetAsync("/api/audit");
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    [Fact]
    public async Task Every_filter_selects_and_a_wrong_one_is_refused()
    {
        using var admin = await ClientAsync(Role.Admin);
        using var denied = await admin.GetAsync($"/api/documents/{Unknown}");
        foreach (var (matching, other) in new[]
        {
            ("subject=maria", "subject=eve"),
            ("action=documents.read", "action=documents.upload"),
            ("object_type=document", "object_type=run"),
            ($"object_id={Unknown}", "object_id=other"),
            ("outcome=denied", "outcome=failed"),
            ("from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z&outcome=denied", ""),
        })
        {
            var isOld = other.Length == 0;
            Assert.Equal(isOld ? 0 : 1, await CountAsync(matching));
            Assert.True(isOld || await CountAsync(other) == 0, other);
        }

        await RefusedAsync(admin, "/api/audit?from=yesterday", "from date_time");
        await RefusedAsync(admin, "/api/audit?from=yesterday&subject=a%20b&outcome=bad", "from date_time", "subject user_id", "outcome enum");
        await RefusedAsync(admin, "/api/audit?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z", "to range");
        await RefusedAsync(admin, "/api/audit?outcome=good", "outcome enum");
        await RefusedAsync(admin, "/api/audit?subject=a%20b", "subject user_id");
        await RefusedAsync(admin, "/api/audit/verify?from=today", "from date");
        await RefusedAsync(admin, "/api/audit/verify?from=2026-01-01&to=2026-02-01", "to range");

        async Task<int> CountAsync(string filter) => (await ReadAsync(admin, $"/api/audit?{filter}")).GetProperty("items").EnumerateArray()
            .Count(item => item.Text("action") == "documents.read");
    }

    [Fact]
    public async Task Verification_says_what_was_tampered_with()
    {
        using var admin = await ClientAsync(Role.Admin);
        using var denied = await admin.GetAsync($"/api/documents/{Unknown}");
        Assert.True((await ReadAsync(admin, "/api/audit/verify")).GetProperty("verified").GetBoolean());
        var row = (await StoredAsync()).Single(row => row.GetString("Action") == "documents.read");

        // Until the head counts it, an edited last record looks like one that was never written.
        await Eventually.GetAsync(
            async () => await App.Stored.AuditChains.QueryAsync<TableEntity>().AnyAsync(head => head.PartitionKey == _organization.Value && head.GetInt32("Count") >= row.GetInt32("Sequence")),
            isCounted => isCounted,
            "the head up to date");
        row["Outcome"] = nameof(AuditOutcome.Succeeded);
        await App.Stored.Audit.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        var verified = await ReadAsync(admin, "/api/audit/verify");

        Assert.False(verified.GetProperty("verified").GetBoolean());
        Assert.Equal(["verified", "days", "chains", "entries", "finding_count", "findings"], verified.Members());
        var finding = Assert.Single(verified.GetProperty("findings").EnumerateArray());
        Assert.Equal(("edited", row.RowKey, row.GetString("Instance")), (finding.Text("kind"), finding.Text("row_key"), finding.Text("instance")));
        Assert.Equal(row.GetInt32("Sequence"), finding.GetProperty("sequence").GetInt32());
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_answered_as_done_and_when_too_much_waits_nothing_is_begun()
    {
        var audit = new Mock<IAuditLog>();
        audit.Setup(log => log.WriteAsync(It.IsAny<AuditEntry>())).ThrowsAsync(new RequestFailedException(503, "away"));
        await using var app = await AppHost.StartAsync(builder => builder.Services.AddSingleton(audit.Object));

        using var unrecorded = await app.Documents.PostFileAsync(Pdfs.Record);
        Assert.Equal("AUDIT_UNAVAILABLE", (await unrecorded.ProblemAsync(HttpStatusCode.ServiceUnavailable)).Reason);
        Assert.Null(unrecorded.Headers.Location);
        using var read = await app.Client.GetAsync("/api/documents");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);

        audit.Setup(log => log.IsFull).Returns(true);
        var before = await app.Stored.BlobNamesAsync();
        using var notBegun = await app.Documents.PostFileAsync(Pdfs.Record);
        Assert.Equal("AUDIT_UNAVAILABLE", (await notBegun.ProblemAsync(HttpStatusCode.ServiceUnavailable)).Reason);
        Assert.Equal(before.Count(name => name.EndsWith(".pdf", StringComparison.Ordinal)), (await app.Stored.BlobNamesAsync()).Count(name => name.EndsWith(".pdf", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_app_that_stops_in_order_stores_what_was_read_last()
    {
        await using var app = await AppHost.StartAsync();
        using var read = await app.Client.GetAsync("/api/documents");
        await app.StopAsync();

        Assert.Contains(await RowsAsync(app, TestCallers.Organization), row => row.GetString("Action") == "documents.list");
    }

    private static async Task<JsonElement> ReadAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }

    private static async Task RefusedAsync(HttpClient client, string address, params string[] errors)
    {
        using var answer = await client.GetAsync(address);
        Assert.Equal(errors, (await answer.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
    }

    private static async Task<IReadOnlyList<TableEntity>> RowsAsync(AppHost app, OrganizationId organization)
    {
        List<TableEntity> rows = [];
        var (from, to) = ($"{organization}|", $"{organization}}}");
        await foreach (var row in app.Stored.Audit.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}")))
        {
            rows.Add(row);
        }

        return rows;
    }

    private Task<IReadOnlyList<TableEntity>> StoredAsync() => RowsAsync(App, _organization);

    // Action, outcome, code, user, object type and id.
    private async Task<IReadOnlyList<string>> LinesAsync() =>
        [.. (await StoredAsync()).Select(row => $"{row.GetString("Action")} {row.GetString("Outcome")} {row.GetString("ErrorCode")} {row.GetString("User")} {row.GetString("ObjectType")} {row.GetString("ObjectId")}")];

    private async Task AssertAsync(HttpClient client, string address, HttpStatusCode status, string line)
    {
        using var answer = await client.GetAsync(address);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(line, await LinesAsync());
    }

    private Task<string> TokenAsync(Role role) => App.Services.IssueTokenAsync(_organization, UserId.Parse("maria"), role);

    private async Task<HttpClient> ClientAsync(Role role) => App.NewClient().With(await TokenAsync(role));
}

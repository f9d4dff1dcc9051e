using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>POST /api/runs/retention: what is old enough and may go goes, in one certified round.</summary>
public sealed class RetentionTests
{
    private static readonly byte[] Broken = "%PDF-1.7 and nothing else"u8.ToArray();

    [Fact]
    public async Task A_round_removes_what_is_old_and_may_go_and_says_why_the_rest_stays()
    {
        var clock = new ShiftedClock();
        await using var app = await AppHost.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock), "--Engine:Retention:document:Days", "30");
        var failed = await app.Documents.UploadAsync(Broken);
        await app.Documents.WaitForEndAsync(failed.RunId);
        var replaced = await app.Documents.UploadAndCompleteAsync();
        var shown = await app.Documents.ReprocessAsync(replaced.DocumentId);
        Assert.Equal("COMPLETED", await app.Documents.WaitForEndAsync(shown));

        // Nothing is old enough yet.
        var early = await RoundAsync(app.Client, dryRun: false);
        Assert.Equal((0, 0), (early.GetProperty("removed").GetArrayLength(), early.GetProperty("kept").GetArrayLength()));

        clock.Ahead = TimeSpan.FromDays(31);
        using var admin = await app.NewClientAsync(TestCallers.Organization, TestCallers.User, TestCallers.AllRoles);
        var documents = new DocumentsDriver(admin);
        var young = await documents.UploadAsync(Broken);
        await documents.WaitForEndAsync(young.RunId);

        var dry = await RoundAsync(admin, dryRun: true);
        AssertRound(dry, [failed.RunId, replaced.RunId], shown);
        Assert.Equal(JsonValueKind.Null, dry.GetProperty("deletion_id").ValueKind);
        Assert.Equal("FAILED", (await documents.RunAsync(failed.RunId)).Text("state"));

        var round = await RoundAsync(admin, dryRun: false);
        AssertRound(round, [failed.RunId, replaced.RunId], shown);
        var certificate = await documents.ReadAsync("/api/runs/deletions/" + round.Text("deletion_id"));
        Assert.Equal("retention:document:30d", certificate.Text("policy"));
        Assert.Equal((2, 3, 1), (Count(certificate, "runs"), Count(certificate, "blobs"), Count(certificate, "kept_runs")));
        foreach (var run in (string[])[failed.RunId, replaced.RunId])
        {
            using var gone = await admin.GetAsync($"/api/runs/{run}");
            await gone.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        }

        await documents.RunAsync(shown);
        await documents.RunAsync(young.RunId);
        var again = await RoundAsync(admin, dryRun: false);
        AssertRound(again, [], shown);
        Assert.Equal(JsonValueKind.Null, again.GetProperty("deletion_id").ValueKind);
    }

    [Fact]
    public async Task Without_a_rule_nothing_is_removed()
    {
        await using var app = await AppHost.StartAsync();
        using var answer = await app.Client.PostAsync("/api/runs/retention", JsonContent.Create(new { dry_run = false }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty((await answer.ReadJsonAsync()).GetProperty("rounds").EnumerateArray());

        using var unsaid = await app.Client.PostAsync("/api/runs/retention", JsonContent.Create(new { }));
        Assert.Equal(["dry_run required"], (await unsaid.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
    }

    private static void AssertRound(JsonElement round, string[] removed, string kept)
    {
        Assert.Equal(removed.Order(StringComparer.Ordinal), round.GetProperty("removed").EnumerateArray().Select(run => run.GetString()!).Order(StringComparer.Ordinal));
        var stays = Assert.Single(round.GetProperty("kept").EnumerateArray());
        Assert.Equal((kept, RunRemoval.UnderReviewReason), (stays.Text("run_id"), stays.Text("reason")));
        Assert.True(round.GetProperty("complete").GetBoolean());
    }

    private static int Count(JsonElement certificate, string name) => certificate.GetProperty("counts").GetProperty(name).GetInt32();

    private static async Task<JsonElement> RoundAsync(HttpClient client, bool dryRun)
    {
        using var answer = await client.PostAsync("/api/runs/retention", JsonContent.Create(new { dry_run = dryRun }));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var body = await answer.ReadJsonAsync();
        Assert.Equal(dryRun, body.GetProperty("dry_run").GetBoolean());
        return Assert.Single(body.GetProperty("rounds").EnumerateArray());
    }

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}

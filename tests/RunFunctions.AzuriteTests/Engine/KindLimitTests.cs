using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>Limits of one kind, where the organization has none: one run at once, two that wait.</summary>
public sealed class KindLimitTests(KindLimitTests.LimitedApp fixture) : IClassFixture<KindLimitTests.LimitedApp>
{
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task Runs_of_the_kind_wait_for_each_other_and_too_many_are_refused_with_429_that_names_the_kind()
    {
        fixture.Interpreter.Hold();
        List<Uploaded> uploads = [await _documents.UploadAsync(Pdfs.Record)];
        await LoadAsync(queued: 0, running: 1);
        uploads.Add(await _documents.UploadAsync(Pdfs.Record));
        uploads.Add(await _documents.UploadAsync(Pdfs.Record));
        var load = await LoadAsync(queued: 2, running: 1);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (load.GetProperty("limit").ValueKind, load.GetProperty("queued_limit").ValueKind));
        var kind = Assert.Single(load.GetProperty("kinds").EnumerateArray());
        Assert.Equal((1, 2), (kind.GetProperty("limit").GetInt32(), kind.GetProperty("queued_limit").GetInt32()));

        var why = await Eventually.GetAsync(
            () => _documents.ReadAsync($"/api/runs/{uploads[1].RunId}/why"), read => read.Text("code") == "WAITING_FOR_LIMIT", "a run that waits for the limit");
        Assert.Equal("Engine:Concurrency:PerKind", why.GetProperty("details").Text("limit"));

        using var refused = await _documents.PostFileAsync(Pdfs.Record);
        Assert.Contains("kind document", (await refused.ReadJsonAsync()).Text("message")!, StringComparison.Ordinal);
        var problem = await refused.ProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Equal(("RATE_LIMITED", "QUEUED_RUNS"), (problem.ErrorCode, problem.Reason));
        Assert.NotEmpty(refused.Header("Retry-After"));

        fixture.Interpreter.Release();
        foreach (var uploaded in uploads)
        {
            Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(uploaded.RunId));
        }
    }

    [Fact]
    public async Task A_bulk_rerun_makes_no_more_waiting_runs_than_may_be_and_counts_the_others()
    {
        var done = await _documents.UploadAndCompleteAsync();
        fixture.Interpreter.Hold();
        List<Uploaded> uploads = [await _documents.UploadAsync(Pdfs.Record)];
        await LoadAsync(queued: 0, running: 1);
        uploads.Add(await _documents.UploadAsync(Pdfs.Record));
        uploads.Add(await _documents.UploadAsync(Pdfs.Record));
        await LoadAsync(queued: 2, running: 1);

        using var started = await fixture.App.Client.PostAsJsonAsync("/api/runs/bulk", new { action = "rerun", filter = new { subject = done.DocumentId } });
        var job = await Eventually.GetAsync(
            async () => await _documents.ReadAsync($"/api/runs/bulk/{(await started.ReadJsonAsync()).Text("job_id")}"), job => job.Text("state") == "COMPLETED", "the bulk job");
        Assert.Equal((0, 1), (job.GetProperty("done").GetInt32(), job.GetProperty("skipped").GetProperty("QUEUED_RUNS").GetInt32()));
        Assert.Single(await _documents.HistoryAsync(done.DocumentId));

        fixture.Interpreter.Release();
        foreach (var uploaded in uploads)
        {
            Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(uploaded.RunId));
        }
    }

    private Task<JsonElement> LoadAsync(int queued, int running) => Eventually.GetAsync(
        () => _documents.ReadAsync("/api/runs/load"),
        load => (load.GetProperty("queued").GetInt32(), load.GetProperty("running").GetInt32()) == (queued, running),
        $"{running} running and {queued} waiting runs");

    public sealed class LimitedApp() : ScriptedAppFixture(
        ["--Engine:Concurrency:PerKind", "document=1", "--Engine:Concurrency:MaxQueuedPerKind", "document=2"]);
}

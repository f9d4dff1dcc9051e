using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary><c>POST /api/runs/bulk</c>: one action on every run that matches.</summary>
public sealed class BulkJobTests(ScriptedAppFixture fixture) : IClassFixture<ScriptedAppFixture>
{
    private const string Bulk = "/api/runs/bulk";

    private readonly AppHost _app = fixture.App;
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing()
    {
        var runs = await UploadedAsync(3, "COMPLETED");
        await TagAsync(runs, "dry");
        using var answer = await PostAsync(new { action = "rerun", filter = new { tag = "dry" }, dry_run = true });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.ReadJsonAsync();
        Assert.Equal(3, body.GetProperty("matched").GetInt32());
        Assert.Equal(runs.Select(run => run.RunId).Order(), body.GetProperty("sample_run_ids").EnumerateArray().Select(id => id.GetString()).Order());
        Assert.Equal(JsonValueKind.Null, (await _documents.RunAsync(runs[0].RunId)).GetProperty("superseded_by").ValueKind);
    }

    [Fact]
    public async Task Every_run_that_matches_is_tagged_and_only_those()
    {
        var runs = await UploadedAsync(2, "COMPLETED");
        var other = await UploadedAsync(1, "COMPLETED");
        await TagAsync(runs, "wanted");
        var job = await CompletedAsync(new { action = "tag", tag = "found", filter = new { tag = "wanted" } });
        Assert.Equal((2, 2, 0), Counts(job));
        foreach (var run in runs)
        {
            Assert.Equal(["found", "wanted"], Tags(await _documents.RunAsync(run.RunId)));
        }

        Assert.Empty(Tags(await _documents.RunAsync(other[0].RunId)));
    }

    [Fact]
    public async Task Every_failed_run_is_repeated_once_and_those_that_cannot_be_are_counted_by_reason()
    {
        fixture.Interpreter.Script = _ => InterpretationResult.Invalid([new InterpretationError(InterpretationErrorCode.MissingKey, "pet_name")]);
        var runs = await UploadedAsync(3, "FAILED");
        fixture.Interpreter.Script = _ => null;
        await TagAsync(runs, "again");
        using var before = await _app.Client.PostAsync($"/api/runs/{runs[0].RunId}/rerun", content: null);
        Assert.Equal(HttpStatusCode.Created, before.StatusCode);

        var job = await CompletedAsync(new { action = "rerun", filter = new { tag = "again", state = "FAILED" } });
        Assert.Equal((3, 2, 0), Counts(job));
        Assert.Equal(1, job.GetProperty("skipped").GetProperty("RUN_SUPERSEDED").GetInt32());
        foreach (var run in runs)
        {
            var history = await _documents.HistoryAsync(run.DocumentId);
            Assert.Equal(2, history.Count);
            Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(history[1].Text("run_id")!));
        }
    }

    [Fact]
    public async Task Every_waiting_run_is_cancelled()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        await _documents.WaitForStateAsync(uploaded.RunId, "RUNNING");
        List<string> waiting = [];
        for (var i = 0; i < 3; i++)
        {
            waiting.Add(await _documents.ReprocessAsync(uploaded.DocumentId));
        }

        var job = await CompletedAsync(new { action = "cancel", filter = new { subject = uploaded.DocumentId, state = "QUEUED" } });
        Assert.Equal((3, 3, 0), Counts(job));
        foreach (var run in waiting)
        {
            Assert.Equal("CANCELLED", await _documents.WaitForEndAsync(run));
        }

        fixture.Interpreter.Release();
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(uploaded.RunId));
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_and_a_repeat_with_the_same_key_is_the_same_job()
    {
        List<string> made = [];
        for (var i = 0; i < 3; i++)
        {
            made.Add((await CompletedAsync(new { action = "tag", tag = "x", filter = new { tag = $"nobody-{i}" } })).Text("job_id")!);
        }

        var page = await _documents.ReadAsync(Bulk + "?limit=2");
        Assert.Equal([made[2], made[1]], page.GetProperty("items").EnumerateArray().Select(job => job.Text("job_id")));
        var next = await _documents.ReadAsync($"{Bulk}?limit=2&cursor={page.Text("next_cursor")}");
        Assert.Equal(made[0], next.GetProperty("items")[0].Text("job_id"));

        var key = $"key-{Guid.NewGuid():N}";
        var jobs = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var answer = await PostAsync(new { action = "tag", tag = "x", filter = new { tag = "nobody" } }, key);
            return (await answer.ReadJsonAsync()).Text("job_id");
        }));
        Assert.Single(jobs.Distinct());
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        using var wrong = await PostAsync(new { action = "delete", filter = new { state = "DONE", kind = "nothing" } });
        Assert.Equal(["action enum", "filter.kind enum", "filter.state enum"], (await wrong.ProblemAsync(HttpStatusCode.BadRequest)).Errors.Order());
        using var untagged = await PostAsync(new { action = "tag", filter = new { } });
        await untagged.InvalidAsync("tag", "tag");
        using var tagged = await PostAsync(new { action = "rerun", tag = "a", filter = new { } });
        await tagged.InvalidAsync("tag", "tag");
        using var everything = await PostAsync(new { action = "rerun" });
        await everything.InvalidAsync("filter", "required");
    }

    private async Task<IReadOnlyList<Uploaded>> UploadedAsync(int count, string state)
    {
        List<Uploaded> runs = [];
        for (var i = 0; i < count; i++)
        {
            runs.Add(await _documents.UploadAsync(Pdfs.Record));
        }

        foreach (var run in runs)
        {
            Assert.Equal(state, await _documents.WaitForEndAsync(run.RunId));
        }

        return runs;
    }

    private async Task TagAsync(IEnumerable<Uploaded> runs, string tag)
    {
        foreach (var run in runs)
        {
            // The ending of a run is in the list a moment after the run has ended.
            using var answer = await _app.Client.PatchAsync($"/api/runs/{run.RunId}", JsonContent.Create(new { tags = (string[])[tag] }));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private async Task<JsonElement> CompletedAsync(object request)
    {
        using var answer = await PostAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        Assert.Equal($"{Bulk}/{(await answer.ReadJsonAsync()).Text("job_id")}", answer.Header("Location"));
        return await Eventually.GetAsync(() => _documents.ReadAsync(answer.Header("Location")), job => job.Text("state") == "COMPLETED", "the end of the job");
    }

    private async Task<HttpResponseMessage> PostAsync(object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Bulk) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await _app.Client.SendAsync(request);
    }

    private static (int Matched, int Done, int Failed) Counts(JsonElement job) =>
        (job.GetProperty("matched").GetInt32(), job.GetProperty("done").GetInt32(), job.GetProperty("failed").GetInt32());

    private static IEnumerable<string?> Tags(JsonElement run) => run.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString());
}

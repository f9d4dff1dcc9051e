using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>What becomes of a run whose orchestration somebody terminated or suspended at its management address.</summary>
public sealed class TamperedOrchestrationTests(TamperedOrchestrationTests.Fixture fixture) : IClassFixture<TamperedOrchestrationTests.Fixture>
{
    // A round of recovery takes its time, too.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task A_terminated_run_is_ended_when_why_says_so_and_the_next_one_starts()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        await UntilAsync(uploaded.RunId, "WORKING");
        var next = await _documents.ReprocessAsync(uploaded.DocumentId);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(uploaded.RunId, "terminate_post_uri"));
        var promised = (await UntilAsync(uploaded.RunId, "ORCHESTRATION_TERMINATED")).Time("next_at");

        Assert.Equal("FAILED", await _documents.WaitForEndAsync(uploaded.RunId));

        var run = await _documents.RunAsync(uploaded.RunId);
        Assert.Equal("ORCHESTRATION_TERMINATED", run.Text("failure_type"));
        Assert.True(run.Time("completed_at") < promised + Slack, $"Ended at {run.Time("completed_at"):O}, promised by {promised:O}.");
        var why = await WhyAsync(uploaded.RunId);
        Assert.Equal(
            ("ORCHESTRATION_TERMINATED", "Somebody terminated its orchestration, so nothing went on with it."), (why.Text("code"), why.Text("sentence")));
        fixture.Interpreter.Release();
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(next));
    }

    [Fact]
    public async Task A_suspended_run_is_timed_out_at_its_deadline_and_resuming_it_changes_nothing()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        fixture.Interpreter.Hold();
        using var rerun = await fixture.App.Client.PostAsync(
            $"/api/runs/{uploaded.RunId}/rerun", JsonContent.Create(new { from_step = "INTERPRETATION", config_patch = new { timeout_seconds = 12 } }));
        var run = (await rerun.ReadJsonAsync()).Text("run_id")!;
        await UntilAsync(run, "WORKING");
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(run, "suspend_post_uri"));

        var why = await UntilAsync(run, "ORCHESTRATION_SUSPENDED");
        var deadline = (await _documents.RunAsync(run)).Time("started_at").AddSeconds(12);
        Assert.Equal(deadline, why.Time("next_at"));
        Assert.Equal("TIMED_OUT", await _documents.WaitForEndAsync(run));

        var ended = await _documents.RunAsync(run);
        Assert.True(ended.Time("completed_at") >= deadline, $"Ended at {ended.Time("completed_at"):O}, before {deadline:O}.");
        await Eventually.GetAsync(() => PostAsync(run, "resume_post_uri"), status => status == HttpStatusCode.Gone, "an orchestration that is terminated");
        fixture.Interpreter.Release();
        Assert.Equal("TIMED_OUT", (await WhyAsync(run)).Text("code"));
    }

    private Task<JsonElement> WhyAsync(string run) => _documents.ReadAsync($"/api/runs/{run}/why");

    private Task<JsonElement> UntilAsync(string run, string code) => Eventually.GetAsync(() => WhyAsync(run), why => why.Text("code") == code, code);

    private async Task<HttpStatusCode> PostAsync(string run, string link)
    {
        var address = (await _documents.RunAsync(run)).GetProperty("links").Text(link)!;
        using var answer = await fixture.App.Client.PostAsync(new Uri(address.Replace("{text}", "test", StringComparison.Ordinal)), content: null);
        return answer.StatusCode;
    }

    /// <summary>Nothing has to happen for less long than by default, and the lease is renewed more often than that.</summary>
    public sealed class Fixture() : ScriptedAppFixture(["--Engine:ScheduleGrace", "00:00:05", "--Engine:Heartbeat", "00:00:02"]);
}

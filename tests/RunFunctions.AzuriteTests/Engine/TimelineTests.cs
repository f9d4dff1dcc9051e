using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary><c>GET /api/runs/{id}/timeline</c></summary>
public sealed class TimelineTests(ScriptedAppFixture fixture) : IClassFixture<ScriptedAppFixture>
{
    private static readonly string[] Members = ["at", "duration_ms", "type", "step_name", "attempt", "status", "error_code", "actor"];

    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task A_run_whose_second_attempt_succeeded_tells_everything_in_order_and_its_durations_add_up()
    {
        var calls = 0;
        fixture.Interpreter.Script = _ => Interlocked.Increment(ref calls) == 1 ? throw new InvalidOperationException() : null;
        var uploaded = await _documents.UploadAndCompleteAsync();

        var entries = await EntriesAsync(uploaded.RunId);

        Assert.All(entries, entry => Assert.Equal(Members, entry.Members()));
        Assert.Equal(entries.Select(entry => entry.Time("at")).Order(), entries.Select(entry => entry.Time("at")));
        var run = await _documents.RunAsync(uploaded.RunId);
        var life = (run.Time("completed_at") - run.Time("created_at")).TotalMilliseconds;
        Assert.Equal(life, entries.Where(entry => entry.GetProperty("duration_ms").ValueKind == JsonValueKind.Number).Sum(entry => entry.GetProperty("duration_ms").GetDouble()), 3);
        Assert.Equal(
            [
                "RUN_CREATED", "RUN_STARTED", "STEP_ATTEMPT EXTRACTION 1 SUCCEEDED", "STEP_ATTEMPT INTERPRETATION 1 FAILED INTERPRETATION_FAILED",
                "STEP_RETRIED INTERPRETATION 2", "STEP_ATTEMPT INTERPRETATION 2 SUCCEEDED", "RUN_COMPLETED",
            ],
            entries.Where(entry => !entry.Text("type")!.StartsWith("WAITED", StringComparison.Ordinal)).Select(Line));
        var creator = entries[0].GetProperty("actor");
        Assert.Equal(("user", TestCallers.User.Value), (creator.Text("kind"), creator.Text("id")));
        Assert.Equal("worker", entries[^1].GetProperty("actor").Text("kind"));
    }

    [Fact]
    public async Task A_run_that_was_asked_to_stop_says_by_whom()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        await _documents.WaitForStateAsync(uploaded.RunId, "RUNNING");
        using var answer = await fixture.App.Client.PostAsync($"/api/runs/{uploaded.RunId}/cancel", content: null);
        fixture.Interpreter.Release();
        Assert.Equal("CANCELLED", await _documents.WaitForEndAsync(uploaded.RunId));

        var entries = await EntriesAsync(uploaded.RunId);

        var asked = Assert.Single(entries, entry => entry.Text("type") == "RUN_CANCEL_REQUESTED");
        Assert.Equal(("user", TestCallers.User.Value), (asked.GetProperty("actor").Text("kind"), asked.GetProperty("actor").Text("id")));
        Assert.Equal("RUN_CANCELLED", entries[^1].Text("type"));
    }

    [Fact]
    public async Task A_run_tells_nothing_of_the_other_runs_of_its_document()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var again = await _documents.ReprocessAsync(uploaded.DocumentId);
        await _documents.WaitForEndAsync(again);

        foreach (var run in (string[])[uploaded.RunId, again])
        {
            Assert.Equal(2, (await EntriesAsync(run)).Count(entry => entry.Text("type") == "STEP_ATTEMPT"));
        }
    }

    private async Task<IReadOnlyList<JsonElement>> EntriesAsync(string run)
    {
        var timeline = await _documents.ReadAsync($"/api/runs/{run}/timeline");
        Assert.Equal(["run_id", "state", "entries"], timeline.Members());
        Assert.Equal(run, timeline.Text("run_id"));
        return [.. timeline.GetProperty("entries").EnumerateArray()];
    }

    private static string Line(JsonElement entry) => string.Join(
        ' ', new[] { "type", "step_name", "attempt", "status", "error_code" }.Select(entry.GetProperty).Where(value => value.ValueKind != JsonValueKind.Null));
}

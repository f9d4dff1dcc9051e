using System.Net;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary><c>POST /api/runs/{id}/cancel</c></summary>
public sealed class CancelRunTests(ScriptedAppFixture fixture) : IClassFixture<ScriptedAppFixture>
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);

    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task A_run_that_works_is_accepted_for_cancellation_and_writes_nothing_after_it_was_cancelled()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        await UntilInterpretationAsync(uploaded.RunId);

        using (var answer = await CancelAsync(uploaded.RunId))
        {
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Equal("/api/runs/" + uploaded.RunId, answer.Header("Operation-Location"));
            var asked = await answer.ReadJsonAsync();
            Assert.Equal("RUNNING", asked.Text("state"));
            Assert.Equal(TestCallers.User.Value, asked.GetProperty("cancel_requested").Text("by"));
        }

        using (var again = await CancelAsync(uploaded.RunId))
        {
            Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        }

        // What it works on does not look at the token: the next check is before it writes what it made.
        var released = TimeProvider.System.GetUtcNow();
        fixture.Interpreter.Release();
        Assert.Equal("CANCELLED", await _documents.WaitForEndAsync(uploaded.RunId));

        var run = await _documents.RunAsync(uploaded.RunId);
        var completed = run.Time("completed_at");
        Assert.True(completed - released < Promise, $"Cancelled {completed - released} after its next check.");
        Assert.Equal(["EXTRACTION"], run.GetProperty("succeeded_steps").EnumerateArray().Select(step => step.GetString()));
        Assert.Equal(JsonValueKind.Null, run.GetProperty("failure_type").ValueKind);
        Assert.DoesNotContain(await fixture.App.Stored.BlobNamesAsync(), name => name.Contains(uploaded.RunId, StringComparison.Ordinal) && name.Contains("interpretation", StringComparison.Ordinal));

        var next = await _documents.ReprocessAsync(uploaded.DocumentId);
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(next));
        await AssertNothingLaterAsync(uploaded.RunId, completed);
    }

    [Fact]
    public async Task A_waiting_run_is_cancelled_at_once_and_its_orchestration_ends()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        await UntilInterpretationAsync(uploaded.RunId);
        var waiting = await _documents.ReprocessAsync(uploaded.DocumentId);
        var last = await _documents.ReprocessAsync(uploaded.DocumentId);

        using (var answer = await CancelAsync(waiting))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("CANCELLED", (await answer.ReadJsonAsync()).Text("state"));
        }

        await UntilOrchestrationEndedAsync(waiting);
        fixture.Interpreter.Release();
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(last));
        var cancelled = await _documents.RunAsync(waiting);
        Assert.Equal(JsonValueKind.Null, cancelled.GetProperty("started_at").ValueKind);
        await AssertNothingLaterAsync(waiting, cancelled.Time("completed_at"));
    }

    [Fact]
    public async Task A_cancelled_run_can_be_cancelled_again()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        var waiting = await _documents.ReprocessAsync(uploaded.DocumentId);
        using var first = await CancelAsync(waiting);
        using var again = await CancelAsync(waiting);
        fixture.Interpreter.Release();

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal((await first.ReadJsonAsync()).GetRawText(), (await again.ReadJsonAsync()).GetRawText());
    }

    [Fact]
    public async Task A_completed_run_cannot_be_cancelled()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        using var answer = await CancelAsync(uploaded.RunId);
        await answer.ConflictAsync("RUN_ENDED");
    }

    private Task<HttpResponseMessage> CancelAsync(string run) => fixture.App.Client.PostAsync($"/api/runs/{run}/cancel", content: null);

    private Task<JsonElement> UntilInterpretationAsync(string run) => Eventually.GetAsync(
        () => _documents.RunAsync(run), seen => seen.GetProperty("open_step") is { ValueKind: JsonValueKind.Object } step && step.Text("step_name") == "INTERPRETATION", "the open step");

    private Task<string?> UntilOrchestrationEndedAsync(string run) => Eventually.GetAsync(
        async () =>
        {
            using var answer = await fixture.App.Client.GetAsync(new Uri((await _documents.RunAsync(run)).GetProperty("links").Text("status_query_get_uri")!));
            return (await answer.ReadJsonAsync()).Text("runtimeStatus");
        },
        status => status == "Completed",
        "the status of the orchestration");

    // Rows carry the time at which storage wrote them.
    private async Task AssertNothingLaterAsync(string run, DateTimeOffset completed)
    {
        var rows = (await fixture.App.Stored.AppRowsAsync()).Where(row => row.RowKey.Contains(run, StringComparison.Ordinal) && row.RowKey.StartsWith("artifact|", StringComparison.Ordinal)).ToList();
        Assert.All(rows, row => Assert.True(row.GetDateTimeOffset("CreatedAt") <= completed));
        await foreach (var blob in fixture.App.Stored.Artifacts.GetBlobsAsync())
        {
            Assert.False(blob.Name.Contains(run, StringComparison.Ordinal) && blob.Properties.CreatedOn > completed, blob.Name);
        }
    }
}

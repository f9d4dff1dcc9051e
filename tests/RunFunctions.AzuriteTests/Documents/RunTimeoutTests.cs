using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.AzuriteTests.Documents;

public sealed class RunTimeoutTests
{
    [Fact]
    public async Task A_step_that_hangs_times_its_run_out_and_the_next_run_starts_and_the_late_step_changes_nothing()
    {
        var interpreter = new ScriptedInterpreter();
        await using var app = await AppHost.StartAsync(
            builder => builder.Services.AddSingleton<IDocumentInterpreter>(interpreter), "--Engine:RunTimeout", "00:00:02");
        interpreter.Hold();
        var uploaded = await app.Documents.UploadAsync(Pdfs.Record);
        await app.Documents.WaitForStateAsync(uploaded.RunId, "RUNNING");
        var second = await app.Documents.ReprocessAsync(uploaded.DocumentId);

        Assert.Equal("TIMED_OUT", await app.Documents.WaitForEndAsync(uploaded.RunId));
        await app.Documents.WaitForStateAsync(second, "RUNNING");
        var timedOut = (await app.Documents.HistoryAsync(uploaded.DocumentId))[0];
        Assert.Null(timedOut.Text("failure_type"));
        Assert.InRange(timedOut.Time("completed_at") - timedOut.Time("started_at"), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20));
        var closed = timedOut.GetProperty("steps").EnumerateArray().Last();
        Assert.Equal(("INTERPRETATION", "FAILED", "INTERPRETATION_FAILED"), (closed.Text("step_name"), closed.Text("step_status"), closed.Text("error_code")));
        Assert.Equal("TIMED_OUT", closed.GetProperty("details").Text("closed_by"));

        interpreter.Release();
        Assert.Equal("COMPLETED", await app.Documents.WaitForEndAsync(second));
        var document = await app.Documents.DocumentAsync(uploaded.DocumentId);
        Assert.Equal("COMPLETED", document.Text("status"));
        var review = await app.Documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review");
        Assert.Equal(second, review.GetProperty("latest_completed_run").Text("run_id"));

        // The hanging step has come back by now, or comes back while the app stops, which waits for it.
        await app.StopAsync();
        var rows = (await app.Stored.AppRowsAsync()).Where(row => row.RowKey.Contains(uploaded.RunId, StringComparison.Ordinal)).ToList();
        Assert.Equal(["TimedOut", "TimedOut"], rows.Where(row => row.RowKey.StartsWith("run|", StringComparison.Ordinal)).Select(row => row.GetString("State")));
        Assert.Equal(timedOut.GetProperty("steps").GetArrayLength() + 2, rows.Count(row => row.RowKey.StartsWith("artifact|", StringComparison.Ordinal)));
        Assert.Single(app.Log.EventsOf(uploaded.DocumentId), line => line.EventType == "RUN_TIMED_OUT" && line["run_id"] == uploaded.RunId);
    }

    [Fact]
    public async Task A_document_whose_run_timed_out_says_so()
    {
        var interpreter = new ScriptedInterpreter();
        await using var app = await AppHost.StartAsync(
            builder => builder.Services.AddSingleton<IDocumentInterpreter>(interpreter), "--Engine:RunTimeout", "00:00:01");
        interpreter.Hold();
        var uploaded = await app.Documents.UploadAsync(Pdfs.Record);
        await app.Documents.WaitForEndAsync(uploaded.RunId);
        var document = await app.Documents.DocumentAsync(uploaded.DocumentId);
        Assert.Equal(("TIMED_OUT", "UNKNOWN_ERROR"), (document.Text("status"), document.Text("failure_type")));
        Assert.Equal(JsonValueKind.Null, document.GetProperty("latest_run").GetProperty("failure_type").ValueKind);
        using var text = await app.Documents.GetAsync($"/api/runs/{uploaded.RunId}/artifacts/raw-text");
        await text.ConflictAsync("RAW_TEXT_NOT_AVAILABLE");
        interpreter.Release();
    }
}

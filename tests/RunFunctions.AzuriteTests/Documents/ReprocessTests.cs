using System.Net;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Documents;

public sealed class ReprocessTests(ScriptedAppFixture fixture) : IClassFixture<ScriptedAppFixture>
{
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task Reprocessing_is_answered_201_with_where_to_look_for_the_run()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        using var answer = await fixture.App.Client.PostAsync($"/api/documents/{uploaded.DocumentId}/reprocess", content: null);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.ReadJsonAsync();
        Assert.Equal(["run_id", "state", "created_at"], body.Members());
        Assert.Equal("QUEUED", body.Text("state"));
        Assert.Equal("/api/runs/" + body.Text("run_id"), answer.Header("Location"));
        Assert.Equal(answer.Header("Location"), answer.Header("Operation-Location"));
        Assert.Equal("1", answer.Header("Retry-After"));
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(body.Text("run_id")!));
    }

    [Fact]
    public async Task Reprocessing_twice_while_a_run_is_running_queues_two_runs_that_run_in_order()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        await _documents.WaitForStateAsync(uploaded.RunId, "RUNNING");
        var second = await _documents.ReprocessAsync(uploaded.DocumentId);
        var third = await _documents.ReprocessAsync(uploaded.DocumentId);
        Assert.Equal(["RUNNING", "QUEUED", "QUEUED"], States(await _documents.HistoryAsync(uploaded.DocumentId)));
        Assert.Equal("PROCESSING", (await _documents.DocumentAsync(uploaded.DocumentId)).Text("status"));

        fixture.Interpreter.Release();
        await _documents.WaitForEndAsync(third);
        var runs = await _documents.HistoryAsync(uploaded.DocumentId);
        Assert.Equal([uploaded.RunId, second, third], runs.Select(run => run.Text("run_id")));
        Assert.Equal(["COMPLETED", "COMPLETED", "COMPLETED"], States(runs));
        Assert.True(runs[0].Time("completed_at") <= runs[1].Time("started_at"));
        Assert.True(runs[1].Time("completed_at") <= runs[2].Time("started_at"));

        var document = await _documents.DocumentAsync(uploaded.DocumentId);
        Assert.Equal("IN_REVIEW", document.Text("review_status"));
        Assert.Equal(third, document.GetProperty("latest_run").Text("run_id"));
        Assert.Equal(document.Time("created_at"), document.Time("updated_at"));
    }

    [Fact]
    public async Task A_review_stays_as_it_is_while_another_run_is_running()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var before = await _documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review");
        fixture.Interpreter.Hold();
        var second = await _documents.ReprocessAsync(uploaded.DocumentId);
        await _documents.WaitForStateAsync(second, "RUNNING");
        Assert.Equal(before.GetRawText(), (await _documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review")).GetRawText());

        fixture.Interpreter.Release();
        await _documents.WaitForEndAsync(second);
        var after = await _documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review");
        Assert.Equal(second, after.GetProperty("latest_completed_run").Text("run_id"));
    }

    [Fact]
    public async Task There_is_no_review_and_no_raw_text_before_a_run_has_completed()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        var second = await _documents.ReprocessAsync(uploaded.DocumentId);
        await _documents.WaitForStateAsync(uploaded.RunId, "RUNNING");

        using var review = await _documents.GetAsync($"/api/documents/{uploaded.DocumentId}/review");
        await review.ConflictAsync("NO_COMPLETED_RUN");
        foreach (var run in (string[])[uploaded.RunId, second])
        {
            using var text = await _documents.GetAsync($"/api/runs/{run}/artifacts/raw-text");
            await text.ConflictAsync("RAW_TEXT_NOT_READY");
        }

        fixture.Interpreter.Release();
        await _documents.WaitForEndAsync(second);
    }

    private static IEnumerable<string?> States(IEnumerable<JsonElement> runs) => runs.Select(run => run.Text("state"));
}

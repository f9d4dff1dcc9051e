using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary><c>POST /api/runs/{id}/rerun</c>.</summary>
public sealed class RerunRunTests(ScriptedAppFixture fixture) : IClassFixture<ScriptedAppFixture>
{
    private readonly AppHost _app = fixture.App;
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task A_run_whose_second_step_failed_is_repeated_from_there_and_the_first_step_is_not_executed()
    {
        var uploaded = await UploadAndFailAsync();
        using var answer = await _app.Client.PostAsync($"/api/runs/{uploaded.RunId}/rerun", content: null);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.ReadJsonAsync();
        Assert.Equal(["run_id", "parent_run_id", "state", "created_at", "reused_steps", "config"], body.Members());
        var run = body.Text("run_id")!;
        Assert.Equal(("/api/runs/" + run, "/api/runs/" + run, "1"), (answer.Header("Location"), answer.Header("Operation-Location"), answer.Header("Retry-After")));
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(run));

        var repeated = await _documents.RunAsync(run);
        var parent = await _documents.RunAsync(uploaded.RunId);
        Assert.Equal((uploaded.RunId, run), (repeated.Text("parent_run_id"), parent.Text("superseded_by")));
        Assert.Equal(["EXTRACTION"], Texts(repeated, "reused_steps"));
        Assert.Equal(["EXTRACTION", "INTERPRETATION"], Texts(repeated, "succeeded_steps"));
        var history = await _documents.HistoryAsync(uploaded.DocumentId);
        Assert.DoesNotContain(history[1].GetProperty("steps").EnumerateArray(), step => step.Text("step_name") == "EXTRACTION");
        Assert.Single(await _app.Stored.BlobNamesAsync(), name => name.Contains(uploaded.DocumentId, StringComparison.Ordinal) && name.EndsWith("raw-text.txt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_whose_repetition_was_deleted_can_be_repeated_again()
    {
        var uploaded = await UploadAndFailAsync();
        fixture.Interpreter.Script = _ => InterpretationResult.Invalid([new InterpretationError(InterpretationErrorCode.MissingKey, "pet_name")]);
        var deleted = await RerunAsync(uploaded.RunId);
        Assert.Equal("FAILED", await _documents.WaitForEndAsync(deleted));
        fixture.Interpreter.Script = _ => null;
        using var superseded = await _app.Client.PostAsync($"/api/runs/{uploaded.RunId}/rerun", content: null);
        await superseded.ConflictAsync("RUN_SUPERSEDED");
        using var deletion = await _app.Client.DeleteAsync($"/api/runs/{deleted}");
        Assert.Equal(HttpStatusCode.OK, deletion.StatusCode);

        var again = await RerunAsync(uploaded.RunId);
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(again));
        Assert.Equal(again, (await _documents.RunAsync(uploaded.RunId)).Text("superseded_by"));
    }

    [Fact]
    public async Task Text_and_review_of_a_run_with_reused_steps_are_read_like_any_other()
    {
        var uploaded = await UploadAndFailAsync();
        var run = await RerunAsync(uploaded.RunId);
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(run));
        Assert.NotEmpty((await _documents.ReadAsync($"/api/runs/{run}/artifacts/raw-text")).Text("text")!);
        var review = await _documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review");
        Assert.Equal(run, review.GetProperty("latest_completed_run").Text("run_id"));
        Assert.True(review.GetProperty("raw_text_artifact").GetProperty("available").GetBoolean());
        Assert.Equal("COMPLETED", (await _documents.DocumentAsync(uploaded.DocumentId)).Text("status"));
    }

    [Fact]
    public async Task The_lists_show_the_new_run_at_once_and_the_old_one_as_superseded()
    {
        var uploaded = await UploadAndFailAsync();
        fixture.Interpreter.Hold();
        var run = await RerunAsync(uploaded.RunId);
        try
        {
            var listed = (await _documents.ReadAsync("/api/documents?limit=200")).GetProperty("items").EnumerateArray();
            Assert.Equal("PROCESSING", listed.Single(item => item.Text("document_id") == uploaded.DocumentId).Text("status"));
            var lines = (await _app.Stored.AppRowsAsync()).Where(row => row.ContainsKey("Superseded")).ToDictionary(row => row.GetString("RunId")!);
            Assert.Equal((true, run), (lines[uploaded.RunId].GetBoolean("Superseded"), lines[uploaded.RunId].GetString("SupersededBy")));
            Assert.Equal((false, uploaded.RunId), (lines[run].GetBoolean("Superseded"), lines[run].GetString("ParentRunId")));
        }
        finally
        {
            fixture.Interpreter.Release();
        }

        await _documents.WaitForEndAsync(run);
    }

    [Fact]
    public async Task A_completed_run_is_repeated_whole_unless_a_step_is_named_and_its_settings_are_merged()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var whole = await RerunAsync(uploaded.RunId, new { config_patch = new { step_attempts = 5, timeout_seconds = 90 } });
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(whole));
        Assert.Empty(Texts(await _documents.RunAsync(whole), "reused_steps"));

        var half = await RerunAsync(whole, new { from_step = "INTERPRETATION", config_patch = new { step_attempts = 1 } });
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(half));
        var run = await _documents.RunAsync(half);
        Assert.Equal(["EXTRACTION"], Texts(run, "reused_steps"));
        Assert.Equal((1, 90), (run.GetProperty("config").GetProperty("step_attempts").GetInt32(), run.GetProperty("config").GetProperty("timeout_seconds").GetInt32()));
    }

    [Fact]
    public async Task A_run_is_repeated_once_and_the_refusal_names_its_successor()
    {
        var uploaded = await UploadAndFailAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _app.Client.PostAsync($"/api/runs/{uploaded.RunId}/rerun", content: null)));
        var made = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        var run = (await made.ReadJsonAsync()).Text("run_id")!;
        foreach (var answer in answers.Where(answer => answer != made))
        {
            Assert.Contains(run, (await answer.ReadJsonAsync()).Text("message")!, StringComparison.Ordinal);
            await answer.ConflictAsync("RUN_SUPERSEDED");
        }

        await _documents.WaitForEndAsync(run);
        Assert.Equal(2, (await _documents.HistoryAsync(uploaded.DocumentId)).Count);
    }

    [Fact]
    public async Task A_run_that_has_not_ended_is_not_repeated()
    {
        fixture.Interpreter.Hold();
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        using var answer = await _app.Client.PostAsync($"/api/runs/{uploaded.RunId}/rerun", content: null);
        await answer.ConflictAsync("RUN_NOT_TERMINAL");
        fixture.Interpreter.Release();
        await _documents.WaitForEndAsync(uploaded.RunId);
    }

    [Fact]
    public async Task A_step_behind_one_that_did_not_succeed_is_no_place_to_go_on_from()
    {
        var uploaded = await _documents.UploadAsync(Pdfs.OfSize(2000));
        Assert.Equal("FAILED", await _documents.WaitForEndAsync(uploaded.RunId));
        using var answer = await PostAsync(uploaded.RunId, new { from_step = "INTERPRETATION" });
        await answer.ConflictAsync("STEP_NOT_SUCCEEDED");
    }

    [Fact]
    public async Task What_was_to_be_reused_and_is_gone_is_answered_410()
    {
        var uploaded = await UploadAndFailAsync();
        await (await _app.Stored.BlobAsync(uploaded.DocumentId, "raw-text.txt")).DeleteAsync();
        using var answer = await PostAsync(uploaded.RunId, new { });
        await answer.RefusedAsync(HttpStatusCode.Gone, "ARTIFACT_MISSING");
        Assert.Equal(JsonValueKind.Null, (await _documents.RunAsync(uploaded.RunId)).GetProperty("superseded_by").ValueKind);
        var run = await RerunAsync(uploaded.RunId, new { from_step = "EXTRACTION" });
        Assert.Equal("COMPLETED", await _documents.WaitForEndAsync(run));
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        using var wrong = await PostAsync(uploaded.RunId, new { from_step = "PRINTING", config_patch = new { step_attempts = 6, timeout_seconds = 0 } });
        Assert.Equal(
            ["from_step enum", "config_patch.step_attempts range", "config_patch.timeout_seconds range"], (await wrong.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        using var unknown = await PostAsync(uploaded.RunId, new { config_patch = new { lease = 1 } });
        await unknown.InvalidAsync("config_patch.lease", "unknown");
    }

    private async Task<Uploaded> UploadAndFailAsync()
    {
        fixture.Interpreter.Script = _ => InterpretationResult.Invalid([new InterpretationError(InterpretationErrorCode.MissingKey, "pet_name")]);
        try
        {
            var uploaded = await _documents.UploadAsync(Pdfs.Record);
            Assert.Equal("FAILED", await _documents.WaitForEndAsync(uploaded.RunId));
            return uploaded;
        }
        finally
        {
            fixture.Interpreter.Script = _ => null;
        }
    }

    private async Task<string> RerunAsync(string run, object? body = null)
    {
        using var answer = await PostAsync(run, body ?? new { });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.ReadJsonAsync()).Text("run_id")!;
    }

    private Task<HttpResponseMessage> PostAsync(string run, object body) => _app.Client.PostAsync($"/api/runs/{run}/rerun", JsonContent.Create(body));

    private static IEnumerable<string?> Texts(JsonElement run, string member) => run.GetProperty(member).EnumerateArray().Select(item => item.GetString());
}

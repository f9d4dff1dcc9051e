using System.Net;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
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

    [Fact]
    public async Task What_people_did_in_the_review_follows_the_end_with_who_did_it_and_without_values()
    {
        const string Value = "meloxicam-in-the-morning";
        var uploaded = await _documents.UploadAndCompleteAsync();
        var ended = await EntriesAsync(uploaded.RunId);
        using var editing = await NewReviewerAsync("editor");
        using var checking = await NewReviewerAsync("checker");
        var (editor, checker) = (new ReviewDriver(editing), new ReviewDriver(checking));

        await editor.NoteAsync(uploaded, 1, Value);
        await checker.MarkAsync(uploaded);
        await checker.MarkAsync(uploaded);
        await checker.ReopenAsync(uploaded);
        using (var restored = await editor.RestoreAsync(uploaded, number: 1, baseVersion: 2))
        {
            Assert.Equal(HttpStatusCode.Created, restored.StatusCode);
        }

        var entries = await EntriesAsync(uploaded.RunId);
        Assert.Equal(ended.Select(entry => entry.GetRawText()), entries.Take(ended.Count).Select(entry => entry.GetRawText()));
        Assert.Equal(
            [
                "INTERPRETATION_EDITED user editor", "MARK_REVIEWED user checker", "UNMARK_REVIEWED user checker", "INTERPRETATION_EDITED user editor",
            ],
            entries.Skip(ended.Count).Select(ReviewLine));
        var marked = entries.Single(entry => entry.Text("type") == "MARK_REVIEWED");
        Assert.Equal(JsonValueKind.Null, marked.GetProperty("duration_ms").ValueKind);
        Assert.DoesNotContain(entries, entry => entry.GetRawText().Contains(Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_edit_tells_of_the_run_that_was_changed_and_the_review_that_it_ends_of_the_one_that_was_judged()
    {
        var reviews = new ReviewDriver(fixture.App);
        var uploaded = await _documents.UploadAndCompleteAsync();
        await reviews.MarkAsync(uploaded);
        await reviews.NoteAsync(uploaded, 1);
        Assert.Equal(["MARK_REVIEWED", "INTERPRETATION_EDITED", "UNMARK_REVIEWED"], (await ReviewEventsAsync(uploaded.RunId)).Select(entry => entry.Text("type")));

        var marked = await reviews.MarkAsync(uploaded);
        var again = await _documents.ReprocessAsync(uploaded.DocumentId);
        await _documents.WaitForEndAsync(again);
        await reviews.NoteAsync(uploaded with { RunId = again }, 1);
        var judged = await ReviewEventsAsync(uploaded.RunId);
        Assert.Equal(["MARK_REVIEWED", "UNMARK_REVIEWED"], judged.Skip(3).Select(entry => entry.Text("type")));
        Assert.Equal(marked.Time("reviewed_at"), judged[3].Time("at"));
        Assert.Equal("INTERPRETATION_EDITED", Assert.Single(await ReviewEventsAsync(again)).Text("type"));
    }

    [Fact]
    public async Task A_run_that_is_deleted_takes_what_was_told_of_its_review_along()
    {
        var reviews = new ReviewDriver(fixture.App);
        var uploaded = await _documents.UploadAndCompleteAsync();
        await reviews.MarkAsync(uploaded);
        await reviews.NoteAsync(uploaded, 1);
        await _documents.WaitForEndAsync(await _documents.ReprocessAsync(uploaded.DocumentId));
        using var deleted = await fixture.App.Client.DeleteAsync($"/api/runs/{uploaded.RunId}");

        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        await foreach (var row in fixture.App.Stored.Runs.QueryAsync<Azure.Data.Tables.TableEntity>())
        {
            Assert.False(row.GetString("RunId") == uploaded.RunId, row.RowKey);
        }
    }

    private Task<HttpClient> NewReviewerAsync(string name) => fixture.App.NewClientAsync(TestCallers.Organization, UserId.Parse(name), Role.Reviewer);

    private async Task<IReadOnlyList<JsonElement>> ReviewEventsAsync(string run)
    {
        var entries = await EntriesAsync(run);
        return [.. entries.SkipWhile(entry => entry.Text("type") != "RUN_COMPLETED").Skip(1)];
    }

    private static string ReviewLine(JsonElement entry)
    {
        var actor = entry.GetProperty("actor");
        return $"{entry.Text("type")} {actor.Text("kind")} {actor.Text("id")}";
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

using System.Net;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Application;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>POST /api/runs/{run_id}/interpretations and the versions it makes.</summary>
public sealed class EditTests(ScriptedAppFixture fixture) : IClassFixture<ScriptedAppFixture>
{
    private readonly ReviewDriver _reviews = new(fixture.App);

    private AppHost App => fixture.App;

    /// <summary>Defect 17 of specs/documents.md §9.2: an edit answered something else than the read after it.</summary>
    [Fact]
    public async Task An_edit_is_answered_with_the_review_as_it_reads_afterwards()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var field = ReviewDriver.Field(await _reviews.ReviewAsync(uploaded), "pet_name");
        using var answer = await _reviews.EditAsync(
            uploaded, 1, [new { op = "UPDATE", field_id = field.Text("field_id"), value = "Luna", value_type = "string" }, ReviewDriver.Note("seen")]);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal($"/api/runs/{uploaded.RunId}/interpretations/2", answer.Header("Location"));
        var review = await answer.ReadJsonAsync();
        using var read = await App.Client.GetAsync($"/api/documents/{uploaded.DocumentId}/review");
        Assert.Equal((await read.ReadJsonAsync()).GetRawText(), review.GetRawText());
        Assert.Equal(read.Header("ETag"), answer.Header("ETag"));
        Assert.Equal(2, review.GetProperty("active_interpretation").GetProperty("version_number").GetInt32());
        Assert.Equal(("Luna", "human"), (ReviewDriver.Field(review, "pet_name").Text("value"), ReviewDriver.Field(review, "pet_name").Text("origin")));
        await App.Log.WaitForAsync("INTERPRETATION_EDITED", line => line["run_id"] == uploaded.RunId && line["document_id"] == uploaded.DocumentId);

        var first = await _reviews.VersionsAsync(uploaded, "/1");
        Assert.Contains(first.GetProperty("data").GetProperty("fields").EnumerateArray(), one => one.Text("value") == field.Text("value"));
        var changes = (await _reviews.VersionsAsync(uploaded, "/2/changes")).GetProperty("changes").EnumerateArray().ToList();
        Assert.Equal(["UPDATE", "ADD"], changes.Select(change => change.Text("change_type")));
        Assert.Equal(
            [
                "event_type", "source", "document_id", "run_id", "change_id", "interpretation_id", "base_version_number", "new_version_number", "field_id",
                "field_key", "field_path", "value_type", "old_value", "new_value", "change_type", "created_at", "occurred_at", "context_key", "mapping_id",
                "policy_version",
            ],
            changes[0].Members());
        Assert.Empty((await _reviews.VersionsAsync(uploaded, "/1/changes")).GetProperty("changes").EnumerateArray());
    }

    [Fact]
    public async Task Versions_are_listed_newest_first_in_pages_and_one_is_active()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        for (var i = 1; i <= 3; i++)
        {
            await _reviews.NoteAsync(uploaded, i);
        }

        List<JsonElement> listed = [];
        string? cursor = null;
        do
        {
            var page = await _reviews.VersionsAsync(uploaded, "?limit=2" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)));
            listed.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.Text("next_cursor");
        }
        while (cursor is not null);

        Assert.Equal([4, 3, 2, 1], listed.Select(version => version.GetProperty("version_number").GetInt32()));
        Assert.Equal([true, false, false, false], listed.Select(version => version.GetProperty("is_active").GetBoolean()));
        Assert.Equal(["EDIT", "EDIT", "EDIT", "RUN"], listed.Select(version => version.Text("origin")));
        Assert.Equal(["tester", "tester", "tester", null], listed.Select(version => version.Text("created_by")));
        using var unknown = await App.Client.GetAsync($"/api/runs/{uploaded.RunId}/interpretations/5");
        await unknown.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_and_writes_nothing()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        await _reviews.MarkAsync(uploaded);
        var before = await App.Stored.EverythingAsync();
        using var answer = await _reviews.EditAsync(uploaded, 1, [ReviewDriver.Note("seen")], "?dry_run=true");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var preview = await answer.ReadJsonAsync();
        Assert.Equal((true, true, 2, "IN_REVIEW"), (preview.GetProperty("dry_run").GetBoolean(), preview.GetProperty("creates_version").GetBoolean(), preview.GetProperty("version_number").GetInt32(), preview.Text("review_status")));
        Assert.Single(preview.GetProperty("changes").EnumerateArray());
        Assert.Equal(before, await App.Stored.EverythingAsync());
        Assert.Equal("REVIEWED", (await App.Documents.DocumentAsync(uploaded.DocumentId)).Text("review_status"));

        using var wrong = await _reviews.EditAsync(uploaded, 1, [new { op = "ADD", key = "microchip_id", value = "1" }], "?dry_run=true");
        await wrong.InvalidAsync("changes[0].value", "microchip");
    }

    [Fact]
    public async Task What_changes_nothing_is_answered_200_and_makes_no_version()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var field = ReviewDriver.Field(await _reviews.ReviewAsync(uploaded), "pet_name");
        using var answer = await _reviews.EditAsync(
            uploaded, 1, [new { op = "UPDATE", field_id = field.Text("field_id"), value = $" {field.Text("value")} ", value_type = "string" }]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single((await _reviews.VersionsAsync(uploaded)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task If_match_takes_the_tag_of_the_review_or_of_the_active_version()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        using var review = await App.Client.GetAsync($"/api/documents/{uploaded.DocumentId}/review");
        using var refused = await _reviews.EditAsync(uploaded, 1, [ReviewDriver.Note("a")], ifMatch: "\"00000000000000000000000000000000\"");
        await refused.RefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        using var first = await _reviews.EditAsync(uploaded, 1, [ReviewDriver.Note("a")], ifMatch: review.Header("ETag"));
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        using var version = await App.Client.GetAsync($"/api/runs/{uploaded.RunId}/interpretations/2");
        using var second = await _reviews.EditAsync(uploaded, 2, [ReviewDriver.Note("b")], ifMatch: version.Header("ETag"));
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        using var stale = await _reviews.EditAsync(uploaded, 3, [ReviewDriver.Note("c")], ifMatch: version.Header("ETag"));
        await stale.RefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
    }

    [Fact]
    public async Task Refusals_come_in_the_order_of_the_contract()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        await _reviews.NoteAsync(uploaded, 1);
        using (var stale = await _reviews.EditAsync(uploaded, 1, [new { op = "DELETE", field_id = "nothing" }]))
        {
            await stale.ConflictAsync(ChangeInterpretation.StaleInterpretationVersionReason);
        }

        using (var unfit = await _reviews.EditAsync(uploaded, 2, [new { op = "DELETE", field_id = "nothing" }]))
        {
            await unfit.InvalidAsync("changes[0].field_id", "not_found");
        }

        using (var malformed = await _reviews.EditAsync(uploaded, 0, []))
        {
            Assert.Equal(["base_version_number range", "changes length"], (await malformed.ProblemAsync(HttpStatusCode.BadRequest)).Errors);
        }

        fixture.Interpreter.Hold();
        var running = uploaded with { RunId = await App.Documents.ReprocessAsync(uploaded.DocumentId) };
        await App.Documents.WaitForStateAsync(running.RunId, "RUNNING");
        foreach (var run in (Uploaded[])[uploaded, running])
        {
            using var blocked = await _reviews.EditAsync(run, 1, [ReviewDriver.Note("x")]);
            await blocked.ConflictAsync(ChangeInterpretation.BlockedByActiveRunReason);
        }

        Assert.Equal("REVIEWED", (await _reviews.MarkAsync(uploaded)).Text("review_status"));
        fixture.Interpreter.Release();
        await App.Documents.WaitForEndAsync(running.RunId);
        Assert.Equal(1, (await _reviews.ReviewAsync(uploaded)).GetProperty("active_interpretation").GetProperty("version_number").GetInt32());

        var broken = await App.Documents.UploadAsync("%PDF-1.7 and nothing else"u8.ToArray());
        await App.Documents.WaitForEndAsync(broken.RunId);
        using var none = await _reviews.EditAsync(broken, 1, [ReviewDriver.Note("x")]);
        await none.ConflictAsync(ChangeInterpretation.InterpretationNotAvailableReason);
    }

    [Fact]
    public async Task An_earlier_version_is_restored_as_a_new_one()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var before = await _reviews.ReviewAsync(uploaded);
        await _reviews.NoteAsync(uploaded, 1);
        using var answer = await _reviews.RestoreAsync(uploaded, number: 1, baseVersion: 2);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var review = await answer.ReadJsonAsync();
        Assert.Equal(3, review.GetProperty("active_interpretation").GetProperty("version_number").GetInt32());
        Assert.Equal(
            before.GetProperty("active_interpretation").GetProperty("data").GetProperty("fields").GetRawText(),
            review.GetProperty("active_interpretation").GetProperty("data").GetProperty("fields").GetRawText());
        var version = (await _reviews.VersionsAsync(uploaded)).GetProperty("items")[0];
        Assert.Equal(("RESTORE", 1, 1), (version.Text("origin"), version.GetProperty("restored_from").GetInt32(), version.GetProperty("change_count").GetInt32()));
        using var again = await _reviews.RestoreAsync(uploaded, number: 1, baseVersion: 3);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var unknown = await _reviews.RestoreAsync(uploaded, number: 9, baseVersion: 3);
        await unknown.RefusedAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    /// <summary>Defect 16 of specs/documents.md §9.2: concurrent edits with the same base version could both succeed.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_32_who_change_the_same_version_at_the_same_time_one_does(bool restore)
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        await _reviews.NoteAsync(uploaded, 1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            restore ? _reviews.RestoreAsync(uploaded, 1, 2) : _reviews.EditAsync(uploaded, 2, [ReviewDriver.Note($"from {i}")])));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var late in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            await late.ConflictAsync(ChangeInterpretation.StaleInterpretationVersionReason);
        }

        var versions = (await _reviews.VersionsAsync(uploaded)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([3, 2, 1], versions.Select(version => version.GetProperty("version_number").GetInt32()));
        Assert.Single(versions, version => version.GetProperty("is_active").GetBoolean());

        // Nothing is left of those who came too late: data and changes of two versions, beside the run's three outputs.
        Assert.Equal(3 + 4, (await App.Stored.BlobNamesAsync()).Count(name => name.Contains(uploaded.RunId, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Versions_go_with_their_run_and_are_counted_in_the_certificate()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        await _reviews.NoteAsync(uploaded, 1);
        await _reviews.NoteAsync(uploaded, 2);
        await App.Documents.WaitForEndAsync(await App.Documents.ReprocessAsync(uploaded.DocumentId));
        using var answer = await App.Client.DeleteAsync($"/api/runs/{uploaded.RunId}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var run = Assert.Single((await answer.ReadJsonAsync()).GetProperty("runs").EnumerateArray());
        Assert.Equal(2, run.GetProperty("attachment_rows").GetInt32());
        Assert.Equal(2, run.GetProperty("removed").EnumerateArray().Count(blob => blob.Text("artifact_type") == "FIELD_CHANGE_LOG"));
        Assert.DoesNotContain(await App.Stored.EverythingAsync(), name => name.Contains(uploaded.RunId, StringComparison.Ordinal));
    }
}

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>POST and DELETE /api/documents/{document_id}/reviewed.</summary>
public sealed class MarkReviewedTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly ReviewDriver _reviews = new(fixture.App);

    private AppHost App => fixture.App;

    [Fact]
    public async Task A_document_is_marked_once_and_everybody_sees_who_did_it()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var marked = await _reviews.MarkAsync(uploaded);
        Assert.Equal(["document_id", "review_status", "reviewed_at", "reviewed_by", "reviewed_run_id"], marked.Members());
        Assert.Equal(("REVIEWED", "tester", uploaded.RunId), (marked.Text("review_status"), marked.Text("reviewed_by"), marked.Text("reviewed_run_id")));
        Assert.Equal(marked.GetRawText(), (await _reviews.MarkAsync(uploaded)).GetRawText());

        var document = await App.Documents.DocumentAsync(uploaded.DocumentId);
        Assert.Equal(marked.Time("reviewed_at"), document.Time("updated_at"));
        foreach (var seen in (JsonElement[])[document, await LineAsync(uploaded), await _reviews.ReviewAsync(uploaded)])
        {
            Assert.Equal(("REVIEWED", marked.Time("reviewed_at"), "tester"), (seen.Text("review_status"), seen.Time("reviewed_at"), seen.Text("reviewed_by")));
        }

        Assert.Single(App.Log.EventsOf(uploaded.DocumentId), line => line.EventType == "MARK_REVIEWED");
    }

    [Fact]
    public async Task A_document_is_reopened_once_and_nothing_of_the_review_is_left()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        await _reviews.MarkAsync(uploaded);
        var reopened = await _reviews.ReopenAsync(uploaded);
        Assert.Equal(reopened.GetRawText(), (await _reviews.ReopenAsync(uploaded)).GetRawText());
        foreach (var seen in (JsonElement[])[reopened, await App.Documents.DocumentAsync(uploaded.DocumentId), await LineAsync(uploaded), await _reviews.ReviewAsync(uploaded)])
        {
            Assert.Equal(("IN_REVIEW", null, null), (seen.Text("review_status"), seen.Text("reviewed_at"), seen.Text("reviewed_by")));
        }

        Assert.Single(App.Log.EventsOf(uploaded.DocumentId), line => line.EventType == "UNMARK_REVIEWED");
    }

    /// <summary>Conflict 4 of specs/documents.md §0: an edited document must not stay REVIEWED silently.</summary>
    [Fact]
    public async Task An_edit_reopens_a_reviewed_document()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        await _reviews.MarkAsync(uploaded);
        Assert.Equal("IN_REVIEW", (await _reviews.NoteAsync(uploaded, 1)).Text("review_status"));
        Assert.Equal("IN_REVIEW", (await LineAsync(uploaded)).Text("review_status"));
        Assert.Single(App.Log.EventsOf(uploaded.DocumentId), line => line.EventType == "UNMARK_REVIEWED");
    }

    [Fact]
    public async Task Reprocessing_leaves_the_review_and_the_reviewed_run_stays()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var marked = await _reviews.MarkAsync(uploaded);
        await App.Documents.WaitForEndAsync(await App.Documents.ReprocessAsync(uploaded.DocumentId));
        Assert.Equal(marked.Text("reviewed_run_id"), (await App.Documents.DocumentAsync(uploaded.DocumentId)).Text("reviewed_run_id"));
        using (var refused = await App.Client.DeleteAsync($"/api/runs/{uploaded.RunId}"))
        {
            await refused.ConflictAsync("RUN_UNDER_REVIEW");
        }

        await _reviews.ReopenAsync(uploaded);
        using var deleted = await App.Client.DeleteAsync($"/api/runs/{uploaded.RunId}");
        Assert.True(deleted.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_list_that_missed_a_review_is_repaired_by_the_next_run_and_never_goes_back()
    {
        var uploaded = await App.Documents.UploadAndCompleteAsync();
        var (organization, id) = (OrganizationId.Parse("development"), DocumentId.Parse(uploaded.DocumentId));
        var documents = App.Services.GetRequiredService<IDocumentStore>();
        var before = (await documents.FindToChangeAsync(organization, id, CancellationToken.None))!;

        // The process dies after the document was written.
        var marked = before.Value.Document.MarkReviewed(UserId.Parse("tester"), before.Value.Runs.LatestCompletedRunId, before.Value.Document.CreatedAt.AddHours(1));
        Assert.True(await documents.TryWriteAsync(organization, marked, before.Version, events: [], CancellationToken.None));
        Assert.Equal("IN_REVIEW", (await LineAsync(uploaded)).Text("review_status"));

        await App.Documents.WaitForEndAsync(await App.Documents.ReprocessAsync(uploaded.DocumentId));
        Assert.Equal("REVIEWED", (await LineAsync(uploaded)).Text("review_status"));
        await App.Services.GetRequiredService<IDocumentIndex>().TryUpdateAsync(organization, before.Value, CancellationToken.None);
        Assert.Equal(("REVIEWED", "COMPLETED"), ((await LineAsync(uploaded)).Text("review_status"), (await LineAsync(uploaded)).Text("status")));
    }

    private async Task<JsonElement> LineAsync(Uploaded uploaded) =>
        (await App.Documents.ReadAsync("/api/documents?limit=200")).GetProperty("items").EnumerateArray().Single(item => item.Text("document_id") == uploaded.DocumentId);
}

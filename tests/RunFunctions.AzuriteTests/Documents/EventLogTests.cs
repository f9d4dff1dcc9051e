using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>The events of specs/documents.md §7 as structured log lines.</summary>
public sealed class EventLogTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Fact]
    public async Task A_run_that_completes_says_what_happened_in_order()
    {
        var uploaded = await _documents.UploadAsync(Pdfs.Record);
        await fixture.App.Log.WaitForAsync("RUN_COMPLETED", line => line["run_id"] == uploaded.RunId);
        Assert.Equal(
            [
                "RUN_CREATED", "RUN_STARTED", "STEP_STARTED EXTRACTION", "STEP_SUCCEEDED EXTRACTION", "STEP_STARTED INTERPRETATION",
                "STEP_SUCCEEDED INTERPRETATION", "RUN_COMPLETED",
            ],
            RunEvents(uploaded));
        AssertComplete(uploaded);
    }

    [Fact]
    public async Task A_run_that_fails_says_why()
    {
        var uploaded = await _documents.UploadAsync(Pdfs.Fixture("scan-image-only"));
        var failed = await fixture.App.Log.WaitForAsync("RUN_FAILED", line => line["run_id"] == uploaded.RunId);
        Assert.Equal(["RUN_CREATED", "RUN_STARTED", "STEP_STARTED EXTRACTION", "STEP_FAILED EXTRACTION", "RUN_FAILED"], RunEvents(uploaded));
        Assert.Equal("EXTRACTION_LOW_QUALITY", failed["error_code"]);
        Assert.Equal("EXTRACTION_LOW_QUALITY", fixture.App.Log.EventsOf(uploaded.DocumentId).Single(line => line.EventType == "STEP_FAILED")["error_code"]);
        AssertComplete(uploaded);
    }

    [Fact]
    public async Task Everything_that_a_person_does_with_a_document_is_logged()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var document = $"/api/documents/{uploaded.DocumentId}";
        await _documents.ReadAsync(document);
        await _documents.ReadAsync(document + "/processing-history");
        await _documents.ReadAsync(document + "/review");
        await _documents.ReadAsync($"/api/runs/{uploaded.RunId}/artifacts/raw-text");
        using (await _documents.GetAsync(document + "/download"))
        using (await _documents.GetAsync(document + "/download?download=true"))
        {
            var again = await _documents.ReprocessAsync(uploaded.DocumentId);
            await _documents.WaitForEndAsync(again);
        }

        var events = fixture.App.Log.EventsOf(uploaded.DocumentId).Where(line => !line.EventType!.StartsWith("RUN_", StringComparison.Ordinal) && line["step_name"] is null);
        Assert.Equal(
            [
                "DOCUMENT_UPLOADED ", "DOCUMENT_METADATA_VIEWED ", "DOCUMENT_PROCESSING_HISTORY_VIEWED ", "DOCUMENT_REVIEW_VIEWED ", "RAW_TEXT_ACCESSED ",
                "DOCUMENT_ORIGINAL_ACCESSED preview", "DOCUMENT_ORIGINAL_ACCESSED download", "REPROCESS_REQUESTED ",
            ],
            events.Select(line => $"{line.EventType} {line["access_type"]}"));
        AssertComplete(uploaded);
    }

    [Fact]
    public async Task The_list_is_logged_with_how_much_it_showed()
    {
        await _documents.UploadAndCompleteAsync();
        await _documents.ReadAsync("/api/documents?limit=1");
        await fixture.App.Log.WaitForAsync("DOCUMENT_LIST_VIEWED", line => line["count_returned"] == "1");
    }

    [Fact]
    public async Task A_text_or_an_original_that_could_not_be_handed_out_is_logged_with_the_reason()
    {
        var uploaded = await _documents.UploadAsync(Pdfs.Fixture("scan-image-only"));
        await _documents.WaitForEndAsync(uploaded.RunId);
        using var text = await _documents.GetAsync($"/api/runs/{uploaded.RunId}/artifacts/raw-text");
        var refused = await fixture.App.Log.WaitForAsync("RAW_TEXT_ACCESS_FAILED", line => line["document_id"] == uploaded.DocumentId);
        Assert.Equal(("CONFLICT", "RAW_TEXT_NOT_AVAILABLE", uploaded.RunId), (refused["error_code"], refused["failure_reason"], refused["run_id"]));

        await (await fixture.App.Stored.BlobAsync(uploaded.DocumentId, "original.pdf")).DeleteAsync();
        using var original = await _documents.GetAsync($"/api/documents/{uploaded.DocumentId}/download");
        var gone = await fixture.App.Log.WaitForAsync("DOCUMENT_ORIGINAL_ACCESS_FAILED", line => line["document_id"] == uploaded.DocumentId);
        Assert.Equal("ARTIFACT_MISSING", gone["error_code"]);
    }

    private IEnumerable<string> RunEvents(Uploaded uploaded) => fixture.App.Log.EventsOf(uploaded.DocumentId)
        .Where(line => line.EventType!.StartsWith("RUN_", StringComparison.Ordinal) || line.EventType.StartsWith("STEP_", StringComparison.Ordinal))
        .Select(line => $"{line.EventType} {line["step_name"]}".TrimEnd());

    // What every entry must carry, as properties and not only as text.
    private void AssertComplete(Uploaded uploaded) => Assert.All(fixture.App.Log.EventsOf(uploaded.DocumentId), line =>
    {
        Assert.Equal(uploaded.DocumentId, line["document_id"]);
        Assert.True(line.Properties.ContainsKey("run_id"));
        Assert.True(line.Properties.ContainsKey("error_code"));
        Assert.NotNull(line["request_id"]);
        Assert.Equal(TimeSpan.Zero, Assert.IsType<DateTimeOffset>(line.Properties["timestamp"]).Offset);
        Assert.Equal(line.EventType!.StartsWith("STEP_", StringComparison.Ordinal), line["step_name"] is not null);
        Assert.Contains(line.EventType, line.Text, StringComparison.Ordinal);
    });
}

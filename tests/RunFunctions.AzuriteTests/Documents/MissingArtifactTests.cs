using System.Net;
using Azure.Storage.Blobs;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Application;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>Rows claim contents by their hash; what is gone or changed is never handed out as good.</summary>
public sealed class MissingArtifactTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    [Theory]
    [InlineData("original.pdf", "/api/documents/{document}/download")]
    [InlineData("raw-text.txt", "/api/runs/{run}/artifacts/raw-text")]
    [InlineData("interpretation-0001.json", "/api/documents/{document}/review")]
    public async Task An_artifact_whose_blob_is_gone_is_answered_410(string blobName, string template)
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        await AssertGoodAsync(PathOf(template, uploaded));
        await (await fixture.App.Stored.BlobAsync(uploaded.DocumentId, blobName)).DeleteAsync();
        using var answer = await _documents.GetAsync(PathOf(template, uploaded));
        await answer.RefusedAsync(HttpStatusCode.Gone, "ARTIFACT_MISSING");
    }

    [Theory]
    [InlineData("original.pdf", "/api/documents/{document}/download", true)]
    [InlineData("original.pdf", "/api/documents/{document}/download", false)]
    [InlineData("raw-text.txt", "/api/runs/{run}/artifacts/raw-text", true)]
    [InlineData("interpretation-0001.json", "/api/documents/{document}/review", true)]
    public async Task An_artifact_whose_content_was_changed_is_answered_410(string blobName, string template, bool wasReadBefore)
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        if (wasReadBefore)
        {
            await AssertGoodAsync(PathOf(template, uploaded));
        }

        await ChangeOneByteAsync(await fixture.App.Stored.BlobAsync(uploaded.DocumentId, blobName));
        using var answer = await _documents.GetAsync(PathOf(template, uploaded));
        await answer.RefusedAsync(HttpStatusCode.Gone, "ARTIFACT_MISSING");
    }

    [Fact]
    public async Task An_original_that_was_restored_is_handed_out_again()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var blob = await fixture.App.Stored.BlobAsync(uploaded.DocumentId, "original.pdf");
        await blob.UploadAsync(new BinaryData(Pdfs.Record), overwrite: true);
        using var answer = await _documents.GetAsync($"/api/documents/{uploaded.DocumentId}/download");
        Assert.Equal(Pdfs.Record, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_review_says_when_only_the_raw_text_is_gone()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        await (await fixture.App.Stored.BlobAsync(uploaded.DocumentId, "raw-text.txt")).DeleteAsync();
        var review = await _documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review");
        Assert.False(review.GetProperty("raw_text_artifact").GetProperty("available").GetBoolean());
    }

    [Fact]
    public async Task A_completed_run_that_claims_no_interpretation_is_no_review_and_cannot_be_edited()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        var row = (await fixture.App.Stored.AppRowsAsync()).Single(row => row.RowKey == "run|" + uploaded.RunId && row.ContainsKey("Outputs"));
        row["Outputs"] = "{}";
        await fixture.App.Stored.Runs.UpdateEntityAsync(row, row.ETag);

        using var review = await _documents.GetAsync($"/api/documents/{uploaded.DocumentId}/review");
        await review.ConflictAsync(ReviewContents.InterpretationMissingReason);
        using var edit = await new ReviewDriver(fixture.App).EditAsync(uploaded, 1, [ReviewDriver.Note("x")]);
        await edit.ConflictAsync(ReviewContents.InterpretationMissingReason);
    }

    [Fact]
    public async Task An_interpretation_whose_blob_is_gone_cannot_be_edited()
    {
        var uploaded = await _documents.UploadAndCompleteAsync();
        await (await fixture.App.Stored.BlobAsync(uploaded.DocumentId, "interpretation-0001.json")).DeleteAsync();
        using var answer = await new ReviewDriver(fixture.App).EditAsync(uploaded, 1, [ReviewDriver.Note("x")]);
        await answer.RefusedAsync(HttpStatusCode.Gone, "ARTIFACT_MISSING");
    }

    private async Task AssertGoodAsync(string path)
    {
        using var answer = await _documents.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task ChangeOneByteAsync(BlobClient blob)
    {
        var content = (await blob.DownloadContentAsync()).Value.Content.ToArray();
        content[^10] ^= 1;
        await blob.UploadAsync(new BinaryData(content), overwrite: true);
    }

    private static string PathOf(string template, Uploaded uploaded) => template
        .Replace("{document}", uploaded.DocumentId, StringComparison.Ordinal)
        .Replace("{run}", uploaded.RunId, StringComparison.Ordinal);
}

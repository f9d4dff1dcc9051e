using RunFunctions.AzuriteTests.Support;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>Documents without a text layer, in an app that recognises text; with programs that stand in for the real ones.</summary>
public sealed class ScanTests
{
    [Fact]
    public async Task A_scan_is_read_and_interpreted_and_says_by_what()
    {
        await using var app = await StartAsync("spa+eng");
        var uploaded = await app.Documents.UploadAsync(Pdfs.Fixture("scan-image-only"));
        Assert.Equal("COMPLETED", await app.Documents.WaitForEndAsync(uploaded.RunId));
        using var text = await app.Documents.GetAsync($"/api/runs/{uploaded.RunId}/artifacts/raw-text");
        Assert.Contains("Paciente: Trufa", await text.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var review = await app.Documents.ReadAsync($"/api/documents/{uploaded.DocumentId}/review");
        var name = review.GetProperty("active_interpretation").GetProperty("data").GetProperty("fields").EnumerateArray().First(field => field.Text("key") == "pet_name");
        Assert.Equal("Trufa", name.Text("value"));
        Assert.Equal(1, name.GetProperty("evidence").GetProperty("page").GetInt32());
        Assert.Equal([FakeOcr.Version, FakeOcr.Version], await ReadersAsync(app, uploaded.RunId));
    }

    [Fact]
    public async Task A_file_with_text_is_read_as_without_recognition()
    {
        await using var app = await StartAsync("fail");
        var uploaded = await app.Documents.UploadAndCompleteAsync();
        Assert.All(await ReadersAsync(app, uploaded.RunId), reader => Assert.Equal("runfunctions-pdf/1", reader));
    }

    [Theory]
    [InlineData("fail", "OcrFailed")]
    [InlineData("flood", "OcrLimitExceeded")]
    [InlineData("noise", "OcrLowQuality")]
    [InlineData("slow600", "OcrTimedOut")]
    public async Task A_scan_that_cannot_be_recognised_fails_its_run_truthfully(string language, string outcome)
    {
        await using var app = await StartAsync(language, "--Documents:Ocr:Timeout", "00:00:02");
        var uploaded = await app.Documents.UploadAsync(Pdfs.Fixture("scan-image-only"));
        Assert.Equal("FAILED", await app.Documents.WaitForEndAsync(uploaded.RunId));
        var steps = (await app.Documents.HistoryAsync(uploaded.DocumentId)).Single().GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(["EXTRACTION RUNNING", "EXTRACTION FAILED"], steps.Select(step => $"{step.Text("step_name")} {step.Text("step_status")}"));
        Assert.Equal("EXTRACTION_LOW_QUALITY", steps[1].Text("error_code"));
        Assert.Equal(outcome, steps[1].GetProperty("details").Text("outcome"));
        Assert.Equal("1", steps[1].GetProperty("details").Text("pages"));
        Assert.DoesNotContain(app.Log.Lines, line => line.Text.Contains("Secreto", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_app_that_is_to_recognise_text_and_cannot_does_not_start()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => AppHost.StartAsync(
            configure: null, "--Documents:Ocr:Enabled", "true", "--Documents:Ocr:Tesseract", "no-such-program"));
        Assert.Contains("Documents:Ocr:Tesseract is 'no-such-program'", failure.ToString(), StringComparison.Ordinal);
    }

    private static Task<AppHost> StartAsync(string language, params string[] settings) => AppHost.StartAsync(
        configure: null,
        [
            "--Documents:Ocr:Enabled", "true", "--Documents:Ocr:Tesseract", FakeOcr.Tesseract, "--Documents:Ocr:Renderer", FakeOcr.Renderer,
            "--Documents:Ocr:Languages", language, .. settings,
        ]);

    private static async Task<IReadOnlyList<string?>> ReadersAsync(AppHost app, string runId) =>
        [.. (await app.Stored.AppRowsAsync())
            .Where(row => row.RowKey.StartsWith("artifact|", StringComparison.Ordinal) && row.RowKey.Contains(runId, StringComparison.Ordinal)
                && row.GetString("Type") is "RAW_TEXT" or "TEXT_PAGES")
            .Select(row => row.GetString("Producer"))];
}

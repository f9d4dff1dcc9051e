using System.Globalization;
using System.Text.Json;
using RunFunctions.AzuriteTests.Support;

namespace RunFunctions.AzuriteTests.Documents;

/// <summary>Files that cannot be read are accepted, because they are PDFs, and their runs say why they failed.</summary>
public sealed class HostilePdfTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly DocumentsDriver _documents = fixture.App.Documents;

    public static TheoryData<string, string, string> Unreadable => new()
    {
        { "encrypted with a password", "EXTRACTION_FAILED", "PasswordProtected" },
        { "encrypted with an old cipher and a password", "EXTRACTION_FAILED", "PasswordProtected" },
        { "10,000 pages", "EXTRACTION_FAILED", "TooManyPages" },
        { "a deflate bomb", "EXTRACTION_FAILED", "LimitExceeded" },
        { "nothing but a header", "EXTRACTION_FAILED", "Unreadable" },
        { "cut off", "EXTRACTION_FAILED", "Unreadable" },
        { "a scan", "EXTRACTION_LOW_QUALITY", "NeedsOcr" },
        { "a font without an encoding", "EXTRACTION_LOW_QUALITY", "NeedsOcr" },
        { "an empty page", "EXTRACTION_LOW_QUALITY", "NeedsOcr" },
        { "text that is no text", "EXTRACTION_LOW_QUALITY", "Extracted" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_file_that_cannot_be_read_fails_its_run_truthfully(string what, string failure, string outcome)
    {
        var uploaded = await _documents.UploadAsync(Make(what));
        Assert.Equal("FAILED", await _documents.WaitForEndAsync(uploaded.RunId));
        Assert.Equal(failure, (await _documents.RunAsync(uploaded.RunId)).Text("failure_type"));

        var run = (await _documents.HistoryAsync(uploaded.DocumentId)).Single();
        var steps = run.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(["EXTRACTION RUNNING", "EXTRACTION FAILED"], steps.Select(step => $"{step.Text("step_name")} {step.Text("step_status")}"));
        Assert.Equal(failure, steps[1].Text("error_code"));
        var details = steps[1].GetProperty("details");
        Assert.Equal(outcome, details.Text("outcome"));
        if (failure == "EXTRACTION_LOW_QUALITY")
        {
            AssertQualityFigures(details);
        }

        var document = await _documents.DocumentAsync(uploaded.DocumentId);
        Assert.Equal(("FAILED", failure), (document.Text("status"), document.Text("failure_type")));
        using var text = await _documents.GetAsync($"/api/runs/{uploaded.RunId}/artifacts/raw-text");
        await text.ConflictAsync("RAW_TEXT_NOT_AVAILABLE");
        using var review = await _documents.GetAsync($"/api/documents/{uploaded.DocumentId}/review");
        await review.ConflictAsync("NO_COMPLETED_RUN");
    }

    [Fact]
    public async Task Bombs_do_not_keep_the_app_from_reading_other_documents()
    {
        byte[][] bombs = [Make("10,000 pages"), Make("a deflate bomb"), Make("a deflate bomb")];
        var uploaded = await Task.WhenAll(bombs.Select(bomb => _documents.UploadAsync(bomb)));
        await _documents.UploadAndCompleteAsync();
        Assert.All(await Task.WhenAll(uploaded.Select(bomb => _documents.WaitForEndAsync(bomb.RunId))), state => Assert.Equal("FAILED", state));
    }

    private static void AssertQualityFigures(JsonElement details)
    {
        Assert.Equal(["outcome", "score", "reasons", "pages", "glyphs", "undecoded_glyphs", "images"], details.Members());
        Assert.True(decimal.Parse(details.Text("score")!, CultureInfo.InvariantCulture) is >= 0 and <= 1);
        Assert.Equal("1", details.Text("pages"));
    }

    private static byte[] Make(string what) => what switch
    {
        "encrypted with a password" => Pdfs.Fixture("qpdf-user-password"),
        "encrypted with an old cipher and a password" => Pdfs.Fixture("qpdf-user-password-rc4"),
        "10,000 pages" => Pdfs.WithPages(10_000),
        "a deflate bomb" => Pdfs.DeflateBomb(unpackedMegabytes: 100),
        "nothing but a header" => Pdfs.OfSize(20),
        "cut off" => Pdfs.Record[..300],
        "a scan" => Pdfs.Fixture("scan-image-only"),
        "a font without an encoding" => Pdfs.Fixture("handwritten-corrupt-font-map"),
        "an empty page" => Pdfs.WithPages(1),
        "text that is no text" => Pdfs.WithLines("#%&/=?! 0815 4711 #%&/=?! 0815 4711 #%&/=?!", "@@@ ### 123 456 789 $$$ %%% &&& /// === ???"),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };
}

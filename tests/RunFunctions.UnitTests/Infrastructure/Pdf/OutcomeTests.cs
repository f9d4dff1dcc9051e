using System.Text;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Infrastructure.Pdf;

namespace RunFunctions.UnitTests.Infrastructure.Pdf;

public sealed class OutcomeTests
{
    private const string Image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream";

    [Fact]
    public void A_scan_needs_OCR_and_says_how_many_images_it_has()
    {
        var extraction = Reading.Of(Corpus.Bytes("scan-image-only"));

        Assert.Equal(ExtractionOutcome.NeedsOcr, extraction.Outcome);
        var page = Assert.Single(extraction.Document.Pages);
        Assert.Equal((0, 1), (page.Glyphs, page.Images));
    }

    [Fact]
    public void A_scan_with_a_page_number_on_it_needs_OCR()
    {
        var document = SyntheticPdf.Page("/X1 Do BT /F1 10 Tf 300 20 Td (Page 1) Tj ET", moreObjects: Image);

        Assert.Equal(ExtractionOutcome.NeedsOcr, Reading.Of(document).Outcome);
    }

    [Fact]
    public void A_letter_with_a_logo_does_not_need_OCR()
    {
        var document = SyntheticPdf.Page("/X1 Do BT /F1 10 Tf 50 700 Td (The patient was seen for a routine check) Tj ET", moreObjects: Image);

        Assert.Equal(ExtractionOutcome.Extracted, Reading.Of(document).Outcome);
    }

    [Fact]
    public void A_font_without_a_meaning_needs_OCR_and_counts_its_undecoded_glyphs()
    {
        var extraction = Reading.Of(Corpus.Bytes("handwritten-corrupt-font-map"));

        Assert.Equal(ExtractionOutcome.NeedsOcr, extraction.Outcome);
        var page = Assert.Single(extraction.Document.Pages);
        Assert.True(page.Glyphs > 300);
        Assert.Equal(page.Glyphs, page.UndecodedGlyphs);
    }

    [Fact]
    public void A_blank_page_is_never_an_empty_success()
    {
        Assert.Equal(ExtractionOutcome.NeedsOcr, Reading.Of(SyntheticPdf.Page("")).Outcome);
    }

    [Theory]
    [InlineData("qpdf-user-password")]
    [InlineData("qpdf-user-password-rc4")]
    public void A_password_that_we_do_not_have_is_said_so(string name)
    {
        var extraction = Reading.Of(Corpus.Bytes(name));

        Assert.Equal(ExtractionOutcome.PasswordProtected, extraction.Outcome);
        Assert.Empty(extraction.Document.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 a word processor's file")]
    [InlineData("%PDF-1.7")]
    [InlineData("%PDF-1.7\nnothing of a document follows")]
    public void What_is_no_document_is_unreadable(string content)
    {
        Assert.Equal(ExtractionOutcome.Unreadable, Reading.Of(Encoding.Latin1.GetBytes(content)).Outcome);
    }

    [Fact]
    public void A_document_without_pages_is_unreadable()
    {
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.Add("<</Type/Pages/Kids[]/Count 0>>");

        Assert.Equal(ExtractionOutcome.Unreadable, Reading.Of(pdf.ToBytes()).Outcome);
    }

    [Fact]
    public void A_broken_stream_comes_out_as_an_outcome_through_the_public_door()
    {
        using var disposed = new MemoryStream();
        disposed.Dispose();

        Assert.Equal(ExtractionOutcome.Unreadable, new PdfTextExtractor(new PdfLimits(), TimeProvider.System).Extract(disposed, default).Outcome);
    }

    [Fact]
    public void The_extractor_names_itself()
    {
        Assert.Equal("runfunctions-pdf/1", Reading.Of(Corpus.Bytes("chromium-record-es")).ExtractorVersion);
    }
}

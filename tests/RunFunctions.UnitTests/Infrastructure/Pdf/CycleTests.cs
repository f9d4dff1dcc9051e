using RunFunctions.Core.Documents.Ports;
using RunFunctions.Infrastructure.Pdf;

namespace RunFunctions.UnitTests.Infrastructure.Pdf;

/// <summary>Documents whose parts lead back to themselves. All of them must end, with whatever text there is.</summary>
public sealed class CycleTests
{
    private const string Word = "BT /F1 10 Tf 50 700 Td (word) Tj ET ";

    [Fact]
    public void A_page_tree_that_contains_itself()
    {
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.Add("<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3/Resources<</Font<</F1 5 0 R>>>>>>");
        pdf.Add("<</Type/Page/Contents 4 0 R>>");
        pdf.AddStream(Word);
        pdf.Add(SyntheticPdf.Helvetica);

        Assert.Equal("word", Reading.TextOf(pdf.ToBytes()));
    }

    [Fact]
    public void A_page_tree_that_doubles_at_every_level()
    {
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
        for (var i = 0; i < 60; i++)
        {
            pdf.Add($"<</Type/Pages/Kids[{i + 3} 0 R {i + 3} 0 R]/Count 2>>");
        }

        pdf.Add("<</Type/Pages/Kids[]>>");

        Assert.Equal(ExtractionOutcome.Unreadable, Reading.Of(pdf.ToBytes()).Outcome);
    }

    [Fact]
    public void A_form_that_paints_itself()
    {
        var form = SyntheticPdf.Stream(Word + "/X1 Do", "/Type/XObject/Subtype/Form/BBox[0 0 1 1]");

        Assert.Equal("word", Reading.TextOf(SyntheticPdf.Page("/X1 Do", moreObjects: form)));
    }

    [Fact]
    public void Forms_that_paint_each_other_a_billion_times()
    {
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.Add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        pdf.Add("<</Type/Page/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>");
        pdf.AddStream("/X Do");
        for (var i = 0; i < 10; i++)
        {
            var calls = string.Concat(Enumerable.Repeat("/X Do ", 10));
            pdf.AddStream(calls, $"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X {pdf.Count + 2} 0 R>>>>");
        }

        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(pdf.ToBytes(), new PdfLimits { MaxOperatorsPerPage = 50_000 }).Outcome);
    }

    [Fact]
    public void A_reference_that_refers_to_itself()
    {
        Assert.Equal("word", Reading.TextOf(SyntheticPdf.Page(Word, pageEntries: "/Annots 6 0 R", moreObjects: "6 0 R")));
    }

    [Fact]
    public void A_stream_whose_length_is_the_stream_itself()
    {
        var document = SyntheticPdf.Page("/X1 Do", moreObjects: $"<</Length 6 0 R/Subtype/Form/BBox[0 0 1 1]>>stream\n{Word}\nendstream");

        Assert.Equal("word", Reading.TextOf(document));
    }

    [Fact]
    public void A_cross_reference_section_that_comes_before_itself()
    {
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.Add("<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F1 5 0 R>>>>>>");
        pdf.Add("<</Type/Page/Contents 4 0 R>>");
        pdf.AddStream(Word);
        pdf.Add(SyntheticPdf.Helvetica);
        var xref = pdf.ToBytes().AsSpan().LastIndexOf("xref\n0 "u8);

        Assert.Equal("word", Reading.TextOf(pdf.ToBytes($"/Root 1 0 R/Prev {xref}")));
    }

    [Fact]
    public void An_object_stream_that_is_said_to_stand_in_itself()
    {
        // Entries of type 2: object 1 to 6, all in object stream 6.
        byte[] rows = [.. Enumerable.Range(1, 6).SelectMany(i => new byte[] { 2, 6, (byte)i })];
        var pdf = new SyntheticPdf();
        pdf.AddStream(rows, "/Type/XRef/W[1 1 1]/Index[1 6]/Size 7/Root 1 0 R");
        var document = pdf.ToBytes();
        var start = document.AsSpan().IndexOf("1 0 obj"u8);
        byte[] pointing = [.. document, .. System.Text.Encoding.ASCII.GetBytes($"startxref\n{start}\n%%EOF")];

        Assert.Equal(ExtractionOutcome.Unreadable, Reading.Of(pointing).Outcome);
    }
}

using System.IO.Compression;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Infrastructure.Pdf;

namespace RunFunctions.UnitTests.Infrastructure.Pdf;

public sealed class LimitTests
{
    private const string Word = "BT /F1 10 Tf 50 700 Td (word) Tj ET ";

    [Fact]
    public void A_file_over_20_MiB_is_refused()
    {
        var document = new byte[(20 * 1024 * 1024) + 1];
        "%PDF-1.7"u8.CopyTo(document);

        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(document).Outcome);
    }

    [Fact]
    public void Ten_thousand_pages_are_refused_without_reading_one()
    {
        // Each page would exceed the operator limit, so the outcome shows that none was read.
        var pages = Enumerable.Repeat(Word + Word, 10_000).ToList();

        Assert.Equal(ExtractionOutcome.TooManyPages, Reading.Of(SyntheticPdf.Pages(pages), new PdfLimits { MaxOperatorsPerPage = 2 }).Outcome);
    }

    [Fact]
    public void As_many_pages_as_allowed_are_read()
    {
        var limits = new PdfLimits { MaxPages = 3 };

        Assert.Equal("word\nword\nword", Reading.Of(SyntheticPdf.Pages([Word, Word, Word]), limits).Document.Text);
        Assert.Equal(ExtractionOutcome.TooManyPages, Reading.Of(SyntheticPdf.Pages([Word, Word, Word, Word]), limits).Outcome);
    }

    [Fact]
    public void Operators_of_a_page_are_counted_and_those_of_its_forms_too()
    {
        var form = SyntheticPdf.Stream("0 0 m 0 0 m 0 0 m 0 0 m", "/Type/XObject/Subtype/Form/BBox[0 0 1 1]");
        var limits = new PdfLimits { MaxOperatorsPerPage = 10 };

        Assert.Equal(ExtractionOutcome.Extracted, Reading.Of(SyntheticPdf.Page(Word + "/X1 Do", moreObjects: form), limits).Outcome);
        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(SyntheticPdf.Page(Word + "/X1 Do /X1 Do", moreObjects: form), limits).Outcome);
    }

    [Fact]
    public void The_limits_are_those_promised()
    {
        var limits = new PdfLimits();

        Assert.Equal(20 * 1024 * 1024, limits.MaxFileBytes);
        Assert.Equal(2_000, limits.MaxPages);
        Assert.Equal(5_000_000, limits.MaxOperatorsPerPage);
        Assert.Equal(256 * 1024 * 1024, limits.MaxInflatedBytes);
        Assert.Equal(200, limits.MaxNesting);
        Assert.Equal(TimeSpan.FromSeconds(20), limits.Timeout);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_deflate_bomb_is_refused(int layers)
    {
        var bomb = new byte[80 * 1024 * 1024];
        for (var i = 0; i < layers; i++)
        {
            bomb = Deflate(bomb);
        }

        var document = PageWithContent(bomb, $"/Filter[{string.Concat(Enumerable.Repeat("/FlateDecode", layers))}]");
        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(document).Outcome);
    }

    [Fact]
    public void Many_streams_together_may_not_inflate_beyond_the_total()
    {
        var limits = new PdfLimits { MaxInflatedBytes = 1_000_000 };
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.Add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        pdf.Add($"<</Type/Page/Contents[{string.Concat(Enumerable.Repeat("4 0 R ", 11))}]>>");
        pdf.AddStream(Deflate(new byte[100_000]), "/Filter/FlateDecode");

        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(pdf.ToBytes(), limits).Outcome);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("<</A ")]
    public void Containers_inside_each_other_end_at_the_nesting_limit(string opening)
    {
        var deep = string.Concat(Enumerable.Repeat(opening, 100_000));

        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(SyntheticPdf.Page(deep + Word)).Outcome);
        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(SyntheticPdf.Page(Word, font: deep)).Outcome);
    }

    [Fact]
    public void A_page_tree_deeper_than_the_nesting_limit_is_refused()
    {
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
        for (var i = 0; i < 300; i++)
        {
            pdf.Add($"<</Type/Pages/Kids[{i + 3} 0 R]/Count 1>>");
        }

        pdf.Add("<</Type/Page>>");

        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(pdf.ToBytes()).Outcome);
    }

    [Fact]
    public void Values_of_a_file_are_counted()
    {
        var limits = new PdfLimits { MaxObjects = 1_000 };
        var numbers = string.Concat(Enumerable.Repeat("0 ", 1_001));

        Assert.Equal(ExtractionOutcome.Extracted, Reading.Of(SyntheticPdf.Page(Word), limits).Outcome);
        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(SyntheticPdf.Page(Word, font: $"[{numbers}]"), limits).Outcome);
        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(SyntheticPdf.Page(Word + $"[{numbers}] TJ"), limits).Outcome);
    }

    [Fact]
    public void Glyphs_of_a_page_are_counted()
    {
        var limits = new PdfLimits { MaxGlyphsPerPage = 3 };

        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(SyntheticPdf.Page(Word), limits).Outcome);
    }

    [Fact]
    public void Text_of_a_document_is_counted()
    {
        var limits = new PdfLimits { MaxTextLength = 8 };

        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(SyntheticPdf.Pages([Word, Word]), limits).Outcome);
    }

    [Fact]
    public void Time_runs_out_by_the_injected_clock()
    {
        var limits = new PdfLimits { Timeout = TimeSpan.FromSeconds(20) };
        var document = SyntheticPdf.Pages([.. Enumerable.Repeat(Word, 30)]);

        Assert.Equal(ExtractionOutcome.Extracted, Reading.Of(document, limits, new SteppingClock(TimeSpan.Zero)).Outcome);
        Assert.Equal(ExtractionOutcome.LimitExceeded, Reading.Of(document, limits, new SteppingClock(TimeSpan.FromSeconds(1))).Outcome);
    }

    [Fact]
    public void Cancellation_comes_out_as_such_through_the_public_door()
    {
        using var document = new MemoryStream(SyntheticPdf.Page(Word));

        Assert.Throws<OperationCanceledException>(
            () => new PdfTextExtractor(new PdfLimits(), TimeProvider.System).Extract(document, new CancellationToken(canceled: true)));
    }

    private static byte[] PageWithContent(byte[] content, string entries)
    {
        var pdf = new SyntheticPdf();
        pdf.Add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.Add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        pdf.Add("<</Type/Page/Contents 4 0 R>>");
        pdf.AddStream(content, entries);
        return pdf.ToBytes();
    }

    private static byte[] Deflate(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var deflater = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            deflater.Write(content);
        }

        return compressed.ToArray();
    }

    /// <summary>A clock that moves on with every reading.</summary>
    private sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks += step.Ticks;
    }
}

using RunFunctions.Core.Documents.Ports;

namespace RunFunctions.UnitTests.Infrastructure.Pdf;

public sealed class CorpusTests
{
    private const double Required = 0.99;

    // What no reader can read in full; each has a test of its own.
    private static readonly string[] Hard =
    [
        "damaged-truncated", "handwritten-corrupt-font-map", "pdftex-bitmap-es", "qpdf-user-password", "qpdf-user-password-rc4", "scan-image-only",
    ];

    public static TheoryData<string> Readable => [.. Corpus.Names.Except(Hard)];

    [Theory]
    [MemberData(nameof(Readable))]
    public void Words_agree_with_poppler(string name)
    {
        var extraction = Reading.Of(Corpus.Bytes(name));

        Assert.Equal(ExtractionOutcome.Extracted, extraction.Outcome);
        var (recall, precision) = Compare(Corpus.Words(name), Corpus.WordsOf(extraction.Document.Text));
        Assert.True(recall >= Required, $"recall {recall:P2}");
        Assert.True(precision >= Required, $"precision {precision:P2}");
    }

    [Theory]
    [MemberData(nameof(Readable))]
    public void Every_page_stands_at_its_offset(string name)
    {
        var document = Reading.Of(Corpus.Bytes(name)).Document;

        Assert.Equal(document.Text, string.Join('\n', document.Pages.Select(p => document.Text.Substring(p.Offset, p.Length))));
        Assert.Equal(Enumerable.Range(1, document.Pages.Count), document.Pages.Select(p => p.Number));
    }

    [Fact]
    public void The_corpus_has_at_least_twenty_readable_files_from_six_producers()
    {
        var readable = Corpus.Names.Except(Hard).ToList();

        Assert.True(readable.Count >= 20);
        Assert.True(readable.Select(name => name.Split('-')[0]).Distinct().Count() >= 6);
    }

    [Fact]
    public void A_truncated_file_gives_the_pages_that_are_left()
    {
        var words = Corpus.WordsOf(Reading.TextOf(Corpus.Bytes("damaged-truncated")));

        var (recall, precision) = Compare(Corpus.Words("damaged-truncated"), words);
        Assert.True(recall >= 0.75, $"recall {recall:P2}");
        Assert.Equal(1, precision);
    }

    [Fact]
    public void Bitmap_fonts_of_TeX_are_read_but_for_their_ligatures()
    {
        var (recall, precision) = Compare(Corpus.Words("pdftex-bitmap-es"), Corpus.WordsOf(Reading.TextOf(Corpus.Bytes("pdftex-bitmap-es"))));

        Assert.True(recall >= 0.95, $"recall {recall:P2}");
        Assert.True(precision >= 0.95, $"precision {precision:P2}");
    }

    [Theory]
    [InlineData("chromium-record-es")]
    [InlineData("libreoffice-record-es")]
    [InlineData("weasyprint-history-es")]
    [InlineData("pdftex-latinmodern-es")]
    [InlineData("reportlab-truetype-es")]
    [InlineData("cairo-pango-es")]
    public void A_label_and_its_value_stand_on_one_line(string name)
    {
        var lines = Reading.TextOf(Corpus.Bytes(name)).Split('\n').Select(line => string.Join(' ', Corpus.WordsOf(line))).ToList();

        Assert.Contains("Paciente: Brisa", lines);
        Assert.Contains("Propietario: Íñigo Peñalba Güell", lines);
        Assert.True(lines.IndexOf("Especie: Felina") < lines.IndexOf("Raza: Europeo común"));
    }

    [Fact]
    public void Columns_of_a_table_are_two_spaces_apart()
    {
        Assert.Contains("general  kg  relevantes.  trivalente.", Reading.TextOf(Corpus.Bytes("chromium-history-es")), StringComparison.Ordinal);
    }

    /// <summary>Recall and precision over multisets of words.</summary>
    private static (double Recall, double Precision) Compare(string[] expected, string[] actual)
    {
        var left = expected.GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count());
        var hits = 0;
        foreach (var word in actual)
        {
            if (left.TryGetValue(word, out var count) && count > 0)
            {
                left[word] = count - 1;
                hits++;
            }
        }

        return ((double)hits / expected.Length, (double)hits / actual.Length);
    }
}

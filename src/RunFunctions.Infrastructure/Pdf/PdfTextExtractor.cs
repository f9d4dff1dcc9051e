using System.Text;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Infrastructure.Pdf.Content;
using RunFunctions.Infrastructure.Pdf.Layout;
using RunFunctions.Infrastructure.Pdf.Structure;

namespace RunFunctions.Infrastructure.Pdf;

/// <summary>
/// Reads the text layer of PDF files with the base class library alone. Lines come in rows from top to bottom;
/// two spaces inside a line stand for a gap between columns. See <see cref="PdfLimits"/> for what it refuses to spend.
/// </summary>
public sealed class PdfTextExtractor(PdfLimits limits, TimeProvider clock) : IDocumentTextExtractor
{
    /// <summary>Raised whenever the same file may give another text than before.</summary>
    public const string Version = "runfunctions-pdf/1";

    // With images, a page of fewer characters is a scan with a stamp or a page number on it.
    private const int FewGlyphsPerPage = 20;

    /// <inheritdoc/>
    public TextExtraction Extract(Stream document, CancellationToken cancellationToken)
    {
        try
        {
            return ExtractUnguarded(document, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever a hostile file breaks, the caller gets an outcome; tests run without this guard.
            return Refusal(ExtractionOutcome.Unreadable);
        }
    }

    /// <summary>As <see cref="Extract"/>, but an error in this reader comes out as an exception.</summary>
    internal TextExtraction ExtractUnguarded(Stream document, CancellationToken cancellationToken)
    {
        try
        {
            var budget = new ExtractionBudget(limits, clock, cancellationToken);
            budget.CheckTime();
            return Read(ReadAll(document), budget);
        }
        catch (PdfPasswordException)
        {
            return Refusal(ExtractionOutcome.PasswordProtected);
        }
        catch (PdfTooManyPagesException)
        {
            return Refusal(ExtractionOutcome.TooManyPages);
        }
        catch (PdfLimitException)
        {
            return Refusal(ExtractionOutcome.LimitExceeded);
        }
        catch (PdfFormatException)
        {
            return Refusal(ExtractionOutcome.Unreadable);
        }
    }

    private static TextExtraction Refusal(ExtractionOutcome outcome) => new(outcome, new DocumentText("", []), Version);

    private byte[] ReadAll(Stream document)
    {
        if (document.Length > limits.MaxFileBytes)
        {
            throw new PdfLimitException("file bytes");
        }

        document.Position = 0;
        var bytes = new byte[document.Length];
        document.ReadExactly(bytes);
        return bytes;
    }

    private static TextExtraction Read(byte[] bytes, ExtractionBudget budget)
    {
        var file = PdfFile.Open(bytes, budget);
        var pages = new PageTree(file, budget).Read();
        if (pages.Count == 0)
        {
            throw new PdfFormatException("no pages");
        }

        var reader = new PageReader(file, budget);
        var layout = new PageLayout(budget);
        var text = new StringBuilder();
        var read = new List<PageText>(pages.Count);
        foreach (var page in pages)
        {
            if (read.Count > 0)
            {
                text.Append('\n');
            }

            var content = reader.Read(page);
            var pageText = layout.Arrange(content);
            read.Add(new PageText(read.Count + 1, text.Length, pageText.Length, content.GlyphCount, content.UndecodedCount, content.ImageCount));
            text.Append(pageText);
            budget.CheckTextLength(text.Length);
        }

        var document = new DocumentText(text.ToString(), read);
        return new TextExtraction(NeedsOcr(document) ? ExtractionOutcome.NeedsOcr : ExtractionOutcome.Extracted, document, Version);
    }

    private static bool NeedsOcr(DocumentText document)
    {
        var glyphs = document.Pages.Sum(p => (long)p.Glyphs);
        var undecoded = document.Pages.Sum(p => (long)p.UndecodedGlyphs);
        var hasImages = document.Pages.Any(p => p.Images > 0);
        var isScan = hasImages && glyphs - undecoded < (long)FewGlyphsPerPage * document.Pages.Count;
        return isScan || undecoded * 2 > glyphs || string.IsNullOrWhiteSpace(document.Text);
    }
}

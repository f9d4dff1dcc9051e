using System.Globalization;
using System.Text;
using System.Text.Json;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Quality;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Documents.Application;

/// <summary>
/// The work of step EXTRACTION: original → text → quality gate → raw text and page table as blobs. Text that does not
/// pass the gate is not kept (specs/documents.md §2.4). Where a recogniser is there, it is asked for what the text layer
/// does not give.
/// </summary>
public sealed class ExtractText(
    IArtifactStore artifacts, IDocumentStore documents, IDocumentTextExtractor extractor, ITextRecognizer? recognizer = null)
{
    /// <summary>Begins the reason of a failure that recognition could not avert.</summary>
    private const string RecognitionFault = "Ocr";

    public async Task<StepWork> HandleAsync(Run run, CancellationToken cancellationToken)
    {
        if (await documents.FindOriginalAsync(run.Organization, DocumentId.Parse(run.Subject.Id), cancellationToken) is not { } blob)
        {
            return Unreadable("DOCUMENT_MISSING");
        }

        if (await artifacts.ReadAsync(blob, cancellationToken) is not { Length: > 0 } original)
        {
            return Unreadable("ORIGINAL_MISSING");
        }

        using var content = new MemoryStream(original, writable: false);
        var extraction = extractor.Extract(content, cancellationToken);
        if (extraction.Outcome is not (ExtractionOutcome.Extracted or ExtractionOutcome.NeedsOcr))
        {
            return Unreadable(extraction.Outcome.ToString());
        }

        var (read, fault) = Judged(extraction.Document, extraction.ExtractorVersion, extraction.Outcome);
        if (fault is not null && recognizer is not null)
        {
            var recognition = await recognizer.RecognizeAsync(original, extraction.Document.Pages, cancellationToken);
            (read, fault) = Judged(recognition) ?? (read, $"{RecognitionFault}{recognition.Outcome}");
        }

        if (fault is not null)
        {
            return LowQuality(fault, read);
        }

        var text = artifacts.SaveAsync(
            DocumentArtifacts.RawTextName(run), Encoding.UTF8.GetBytes(read.Document.Text), DocumentArtifacts.TextMediaType, cancellationToken);
        var pages = artifacts.SaveAsync(
            DocumentArtifacts.TextPagesName(run),
            JsonSerializer.SerializeToUtf8Bytes(
                new TextPages(read.Reader, read.Quality.Score, read.Document.Pages), TextPagesJson.Default.TextPages),
            DocumentArtifacts.JsonMediaType,
            cancellationToken);

        // When the work is to stop, the one that is being written already is waited for, too.
        await Task.WhenAll(text, pages);
        return new StepWork.Produced(
        [
            new ProducedArtifact(DocumentArtifacts.RawText, await text, read.Reader),
            new ProducedArtifact(DocumentArtifacts.TextPages, await pages, read.Reader),
        ]);
    }

    private static (ReadText Read, string? Fault) Judged(DocumentText document, string reader, ExtractionOutcome outcome)
    {
        var read = new ReadText(document, reader, TextQualityGate.Assess(document.Text));
        return (read, read.Quality.Passed && outcome == ExtractionOutcome.Extracted ? null : outcome.ToString());
    }

    /// <returns>Null when nothing was recognised.</returns>
    private static (ReadText Read, string? Fault)? Judged(TextRecognition recognition)
    {
        if (recognition.Outcome != RecognitionOutcome.Recognized)
        {
            return null;
        }

        var read = new ReadText(recognition.Document, recognition.RecognizerVersion, TextQualityGate.Assess(recognition.Document.Text));
        return (read, read.Quality.Passed ? null : $"{RecognitionFault}LowQuality");
    }

    private static StepWork.Failed Unreadable(string outcome) => new(
        DocumentFailure.ExtractionFailed,
        DocumentFailure.ExtractionFailed,
        Retryable: false,
        new Dictionary<string, string> { [StepWork.Failed.ReasonDetail] = outcome });

    private static StepWork.Failed LowQuality(string fault, ReadText read) => new(
        DocumentFailure.ExtractionLowQuality,
        DocumentFailure.ExtractionLowQuality,
        Retryable: false,
        new Dictionary<string, string>
        {
            [StepWork.Failed.ReasonDetail] = fault,
            ["score"] = read.Quality.Score.ToString(CultureInfo.InvariantCulture),
            ["reasons"] = string.Join(',', read.Quality.Reasons),
            ["pages"] = read.Document.Pages.Count.ToString(CultureInfo.InvariantCulture),
            ["glyphs"] = read.Document.Pages.Sum(page => page.Glyphs).ToString(CultureInfo.InvariantCulture),
            ["undecoded_glyphs"] = read.Document.Pages.Sum(page => page.UndecodedGlyphs).ToString(CultureInfo.InvariantCulture),
            ["images"] = read.Document.Pages.Sum(page => page.Images).ToString(CultureInfo.InvariantCulture),
        });

    /// <param name="Document">The text.</param>
    /// <param name="Reader">Name and version of what read it.</param>
    /// <param name="Quality">The verdict on it.</param>
    private sealed record ReadText(DocumentText Document, string Reader, TextQuality Quality);
}

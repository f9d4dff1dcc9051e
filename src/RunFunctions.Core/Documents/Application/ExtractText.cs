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
/// pass the gate is not kept (specs/documents.md §2.4).
/// </summary>
public sealed class ExtractText(IArtifactStore artifacts, IDocumentStore documents, IDocumentTextExtractor extractor)
{
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

        var quality = TextQualityGate.Assess(extraction.Document.Text);
        if (!quality.Passed || extraction.Outcome == ExtractionOutcome.NeedsOcr)
        {
            return LowQuality(extraction, quality);
        }

        var text = artifacts.SaveAsync(
            DocumentArtifacts.RawTextName(run), Encoding.UTF8.GetBytes(extraction.Document.Text), DocumentArtifacts.TextMediaType, cancellationToken);
        var pages = artifacts.SaveAsync(
            DocumentArtifacts.TextPagesName(run),
            JsonSerializer.SerializeToUtf8Bytes(
                new TextPages(extraction.ExtractorVersion, quality.Score, extraction.Document.Pages), TextPagesJson.Default.TextPages),
            DocumentArtifacts.JsonMediaType,
            cancellationToken);

        // When the work is to stop, the one that is being written already is waited for, too.
        await Task.WhenAll(text, pages);
        return new StepWork.Produced(
        [
            new ProducedArtifact(DocumentArtifacts.RawText, await text, extraction.ExtractorVersion),
            new ProducedArtifact(DocumentArtifacts.TextPages, await pages, extraction.ExtractorVersion),
        ]);
    }

    private static StepWork.Failed Unreadable(string outcome) => new(
        DocumentFailure.ExtractionFailed,
        DocumentFailure.ExtractionFailed,
        Retryable: false,
        new Dictionary<string, string> { [StepWork.Failed.ReasonDetail] = outcome });

    private static StepWork.Failed LowQuality(TextExtraction extraction, TextQuality quality) => new(
        DocumentFailure.ExtractionLowQuality,
        DocumentFailure.ExtractionLowQuality,
        Retryable: false,
        new Dictionary<string, string>
        {
            [StepWork.Failed.ReasonDetail] = extraction.Outcome.ToString(),
            ["score"] = quality.Score.ToString(CultureInfo.InvariantCulture),
            ["reasons"] = string.Join(',', quality.Reasons),
            ["pages"] = extraction.Document.Pages.Count.ToString(CultureInfo.InvariantCulture),
            ["glyphs"] = extraction.Document.Pages.Sum(page => page.Glyphs).ToString(CultureInfo.InvariantCulture),
            ["undecoded_glyphs"] = extraction.Document.Pages.Sum(page => page.UndecodedGlyphs).ToString(CultureInfo.InvariantCulture),
            ["images"] = extraction.Document.Pages.Sum(page => page.Images).ToString(CultureInfo.InvariantCulture),
        });
}

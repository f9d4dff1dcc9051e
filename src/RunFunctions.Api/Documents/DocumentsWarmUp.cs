using Microsoft.Extensions.Hosting;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Quality;
using RunFunctions.Infrastructure.Pdf;

namespace RunFunctions.Api.Documents;

/// <summary>
/// Reads and interprets a few lines once, in the background at start: regexes are built and code is compiled at first use,
/// which would make the first document of a process wait several times as long as any other. Touches no storage.
/// </summary>
public sealed class DocumentsWarmUp(PdfLimits limits, TimeProvider clock) : BackgroundService
{
    private const string Nobody = "00000000-0000-4000-8000-000000000000";

    // No cross-reference table: it would be longer than the rest, and the reader finds the objects without.
    private static ReadOnlySpan<byte> Sample => """
        %PDF-1.4
        1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
        2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
        3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
          /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >> endobj
        4 0 obj << /Length 366 >> stream
        BT /F1 11 Tf 14 TL 60 780 Td
        (Patient: Example) Tj T* (Species: canine) Tj T* (Breed: Beagle) Tj T* (Sex: male) Tj T* (Weight: 12.5 kg) Tj T*
        (Date of birth: 12/05/2019) Tj T* (Microchip: 000000000000000) Tj T* (Owner: Sample Owner) Tj T*
        (Visit date: 14/03/2024) Tj T* (Diagnosis: nothing to report) Tj T* (Treatment: none) Tj T*
        ET
        endstream endobj
        trailer << /Root 1 0 R >>
        %%EOF
        """u8;

    /// <summary>Everything that a run does with a document between two storage calls.</summary>
    public static InterpretationResult Execute(PdfLimits limits, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var pdf = new MemoryStream(Sample.ToArray(), writable: false);
        var text = new PdfTextExtractor(limits, clock).Extract(pdf, cancellationToken).Document;
        TextQualityGate.Assess(text.Text);
        var result = new DeterministicInterpreter().Interpret(
            text, new InterpretationContext(DocumentId.Parse(Nobody), Nobody, clock.GetUtcNow()));
        if (result.Data is { } data)
        {
            InterpretationJson.Write(data);
        }

        return result;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Execute(limits, clock, stoppingToken);
        return Task.CompletedTask;
    }
}

using RunFunctions.Core.Documents.Ports;
using RunFunctions.Infrastructure.Pdf;

namespace RunFunctions.UnitTests.Infrastructure.Pdf;

/// <summary>Reads bytes without the last guard, so that an error in the reader fails the test.</summary>
internal static class Reading
{
    public static TextExtraction Of(byte[] document, PdfLimits? limits = null, TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        using var stream = new MemoryStream(document);
        return new PdfTextExtractor(limits ?? new PdfLimits(), clock ?? TimeProvider.System).ExtractUnguarded(stream, cancellationToken);
    }

    public static string TextOf(byte[] document) => Of(document).Document.Text;
}

using RunFunctions.Core.Documents.Domain;

namespace RunFunctions.Core.Documents.Ports;

/// <summary>Reads what the pages of a PDF show, for files without a usable text layer. Optional: an app may have none.</summary>
public interface ITextRecognizer
{
    /// <summary>Hostile or unreadable pages end in an outcome, never in an exception or a hang.</summary>
    /// <param name="pdf">The whole file.</param>
    /// <param name="pages">Its pages as the reader of the text layer found them, in order.</param>
    /// <param name="cancellationToken">Ends the work at once and leaves nothing behind.</param>
    Task<TextRecognition> RecognizeAsync(ReadOnlyMemory<byte> pdf, IReadOnlyList<PageText> pages, CancellationToken cancellationToken);
}

/// <summary>What recognition gave.</summary>
/// <param name="Outcome">Why there is, or is no, text.</param>
/// <param name="Document">The text, page by page; empty unless <paramref name="Outcome"/> is <see cref="RecognitionOutcome.Recognized"/>.</param>
/// <param name="RecognizerVersion">Name and version, for lineage: <c>tesseract/5.3.0</c>.</param>
public sealed record TextRecognition(RecognitionOutcome Outcome, DocumentText Document, string RecognizerVersion);

/// <summary>Closed set of ways in which recognition ends.</summary>
public enum RecognitionOutcome
{
    /// <summary>Every page was read; quality is judged later.</summary>
    Recognized,

    /// <summary>More pages than allowed.</summary>
    TooManyPages,

    /// <summary>More text than allowed.</summary>
    LimitExceeded,

    /// <summary>It took longer than allowed.</summary>
    TimedOut,

    /// <summary>A tool could not be started, or gave up.</summary>
    Failed,
}

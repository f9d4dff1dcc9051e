using RunFunctions.Core.Documents.Domain;

namespace RunFunctions.Core.Documents.Ports;

/// <summary>Reads the text layer of a PDF. Hostile input ends in an outcome, never in an exception or a hang.</summary>
public interface IDocumentTextExtractor
{
    /// <param name="document">The whole file, seekable, at most 20 MiB.</param>
    /// <param name="cancellationToken">Checked at least once a page.</param>
    TextExtraction Extract(Stream document, CancellationToken cancellationToken);
}

/// <summary>What reading a document gave.</summary>
/// <param name="Outcome">Why there is, or is no, text.</param>
/// <param name="Document">The text read so far; empty unless <paramref name="Outcome"/> is <see cref="ExtractionOutcome.Extracted"/> or <see cref="ExtractionOutcome.NeedsOcr"/>.</param>
/// <param name="ExtractorVersion">Name and version of the reader, for lineage: <c>runfunctions-pdf/1</c>.</param>
public sealed record TextExtraction(ExtractionOutcome Outcome, DocumentText Document, string ExtractorVersion);

/// <summary>Closed set of ways in which reading a PDF ends.</summary>
public enum ExtractionOutcome
{
    /// <summary>At least one page had text; quality is judged later.</summary>
    Extracted,

    /// <summary>No or almost no text, but images or undecodable glyphs: a scan, or a font without an encoding.</summary>
    NeedsOcr,

    /// <summary>Encrypted with a password we do not have.</summary>
    PasswordProtected,

    /// <summary>Not a PDF, or damaged beyond what recovery can read.</summary>
    Unreadable,

    /// <summary>More pages than allowed.</summary>
    TooManyPages,

    /// <summary>A size, nesting, operator or time limit was exceeded (bomb, or absurd file).</summary>
    LimitExceeded,
}

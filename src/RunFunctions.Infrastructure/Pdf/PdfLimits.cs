namespace RunFunctions.Infrastructure.Pdf;

/// <summary>What one document may cost. A document that exceeds a limit ends in an outcome, not in partial text.</summary>
public sealed record PdfLimits
{
    /// <summary>Size of the file.</summary>
    public long MaxFileBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Pages of the document; one more gives <c>TooManyPages</c> before any page is read.</summary>
    public int MaxPages { get; init; } = 2_000;

    /// <summary>Content stream operators of one page, those of its forms and annotations included.</summary>
    public int MaxOperatorsPerPage { get; init; } = 5_000_000;

    /// <summary>Glyphs shown on one page; bounds the memory of laying it out.</summary>
    public int MaxGlyphsPerPage { get; init; } = 1_000_000;

    /// <summary>UTF-16 code units of the whole text.</summary>
    public int MaxTextLength { get; init; } = 20_000_000;

    /// <summary>Bytes out of all decompressed streams together.</summary>
    public long MaxInflatedBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Bytes out of one decompressed stream; bounds the memory at one time.</summary>
    public int MaxInflatedBytesPerStream { get; init; } = 64 * 1024 * 1024;

    /// <summary>Values in arrays, dictionaries and tables of the file; again as many in the operands of each page.</summary>
    public int MaxObjects { get; init; } = 2_000_000;

    /// <summary>Arrays and dictionaries inside each other, levels of the page tree.</summary>
    public int MaxNesting { get; init; } = 200;

    /// <summary>Wall time of one document.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);
}

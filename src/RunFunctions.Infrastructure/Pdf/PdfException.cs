namespace RunFunctions.Infrastructure.Pdf;

/// <summary>A reason to stop reading a document, or a part of it. Never leaves <see cref="PdfTextExtractor"/>.</summary>
internal abstract class PdfException(string message) : Exception(message);

/// <summary>The bytes break the format in a way that the reader of this part cannot repair.</summary>
internal sealed class PdfFormatException(string message) : PdfException(message);

/// <summary>The document is encrypted and the empty password does not open it, or the scheme is unknown.</summary>
internal sealed class PdfPasswordException() : PdfException("the document needs a password");

/// <summary>A limit of <see cref="PdfLimits"/> was exceeded.</summary>
internal sealed class PdfLimitException(string limit) : PdfException($"limit exceeded: {limit}");

/// <summary>The document has more pages than <see cref="PdfLimits.MaxPages"/>.</summary>
internal sealed class PdfTooManyPagesException() : PdfException("too many pages");

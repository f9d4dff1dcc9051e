using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Syntax;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>The built-in encoding of an embedded Type 1 font: the entries <c>dup 65 /A put</c> of its clear-text part.</summary>
internal static class Type1Program
{
    private const int MaxTokens = 4096;

    /// <returns>Glyph names by code, or null when the font does not list an encoding.</returns>
    public static string?[]? ReadEncoding(ReadOnlyMemory<byte> font, ExtractionBudget budget)
    {
        var start = font.Span.IndexOf("/Encoding"u8);
        if (start < 0)
        {
            return null;
        }

        var parser = new PdfParser(new PdfLexer(font, start + "/Encoding".Length), budget, readsReferences: false);
        var names = new string?[256];
        PdfObject? beforeLast = null;
        PdfObject? last = null;
        for (var i = 0; i < MaxTokens && parser.Read() is { } token; i++)
        {
            switch (token)
            {
                case PdfKeyword { Value: "StandardEncoding" }:
                    return PredefinedEncodings.Standard;
                case PdfKeyword { Value: "put" } when beforeLast is PdfNumber { Integer: >= 0 and < 256 } code && last is PdfName name:
                    names[code.Integer] = name.Value;
                    break;
                case PdfKeyword { Value: "def" or "readonly" }:
                    return names;
                default:
                    break;
            }

            beforeLast = last;
            last = token;
        }

        return names;
    }
}

using RunFunctions.Infrastructure.Pdf.Syntax;

namespace RunFunctions.Infrastructure.Pdf.Content;

/// <summary>Passes over the bytes of an image inside a content stream (ISO 32000-1, 8.9.7), which have no stated length.</summary>
internal static class InlineImage
{
    private const int Lookahead = 16;

    /// <param name="parser">Stands after <c>BI</c>; will stand after <c>EI</c>.</param>
    public static void Skip(PdfParser parser)
    {
        parser.ReadDictionaryUntil("ID");
        var lexer = parser.Lexer;
        var position = lexer.Position + 1;
        while (position < lexer.Length)
        {
            var found = lexer.Span[position..].IndexOf("EI"u8);
            if (found < 0)
            {
                break;
            }

            position += found + 2;
            if (IsEnd(lexer.Span, position))
            {
                lexer.Position = position;
                return;
            }
        }

        lexer.Position = lexer.Length;
    }

    // The two letters may also be image data: at the real end, white space stands around them and text follows.
    private static bool IsEnd(ReadOnlySpan<byte> span, int position)
    {
        if (!CharacterClass.IsWhiteSpace(span[position - 3]) || (position < span.Length && !CharacterClass.IsWhiteSpace(span[position])))
        {
            return false;
        }

        foreach (var value in span.Slice(position, Math.Min(Lookahead, span.Length - position)))
        {
            if (value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (>= 0x20 and <= 0x7E)))
            {
                return false;
            }
        }

        return true;
    }
}

using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Security;
using RunFunctions.Infrastructure.Pdf.Syntax;

namespace RunFunctions.Infrastructure.Pdf.Structure;

/// <summary>An object of its own in the file body: <c>12 0 obj … endobj</c>.</summary>
internal sealed record IndirectObject(int Number, PdfObject Value)
{
    /// <param name="data">The file.</param>
    /// <param name="offset">Where the object's number stands, white space before it allowed.</param>
    /// <param name="budget">Charged for what is read.</param>
    /// <param name="lengthOf">Finds the integer behind a reference in a stream's <c>Length</c>.</param>
    /// <param name="security">Decrypts the object; null when the file is, or this object must be, in the clear.</param>
    /// <returns>Null when no object stands there.</returns>
    public static IndirectObject? ReadAt(
        ReadOnlyMemory<byte> data, int offset, ExtractionBudget budget, Func<PdfReference, int?> lengthOf, StandardSecurityHandler? security)
    {
        if (offset < 0 || offset >= data.Length)
        {
            return null;
        }

        var lexer = new PdfLexer(data, offset);
        lexer.SkipSpace();
        var number = lexer.ReadDigits();
        lexer.SkipSpace();
        var generation = lexer.ReadDigits();
        lexer.SkipSpace();
        if (number is null || generation is null || !lexer.Span[lexer.Position..].StartsWith("obj"u8))
        {
            return null;
        }

        lexer.Position += "obj".Length;
        var parser = new PdfParser(lexer, budget, readsReferences: true, security?.ForStrings(number.Value, generation.Value));
        var value = parser.Read();
        if (value is PdfKeyword or null)
        {
            return new IndirectObject(number.Value, PdfNull.Instance);
        }

        if (value is not PdfDictionary dictionary)
        {
            return new IndirectObject(number.Value, value);
        }

        lexer.SkipSpace();
        if (!lexer.Span[lexer.Position..].StartsWith("stream"u8))
        {
            return new IndirectObject(number.Value, dictionary);
        }

        lexer.Position += "stream".Length;
        var isXref = dictionary["Type"] is PdfName { Value: "XRef" };
        var decrypt = isXref ? null : security?.ForStreams(number.Value, generation.Value);
        return new IndirectObject(number.Value, new PdfStream(dictionary, StreamBytes(lexer, data, dictionary, lengthOf), decrypt));
    }

    private static ReadOnlyMemory<byte> StreamBytes(
        PdfLexer lexer, ReadOnlyMemory<byte> data, PdfDictionary dictionary, Func<PdfReference, int?> lengthOf)
    {
        if (lexer.Peek() == '\r')
        {
            lexer.Position++;
        }

        if (lexer.Peek() == '\n')
        {
            lexer.Position++;
        }

        var start = Math.Min(lexer.Position, data.Length);
        var length = dictionary["Length"] switch
        {
            PdfNumber number => number.Integer,
            PdfReference reference => lengthOf(reference),
            _ => null,
        };
        if (length is >= 0 && length <= data.Length - start && EndsAt(data, start + length.Value))
        {
            return data.Slice(start, length.Value);
        }

        var rest = data.Span[start..];
        var end = rest.IndexOf("endstream"u8);
        end = end >= 0 ? end : rest.IndexOf("endobj"u8);
        if (end < 0)
        {
            return data[start..];
        }

        if (end > 0 && rest[end - 1] == '\n')
        {
            end--;
        }

        if (end > 0 && rest[end - 1] == '\r')
        {
            end--;
        }

        return data.Slice(start, end);
    }

    private static bool EndsAt(ReadOnlyMemory<byte> data, int position)
    {
        var lexer = new PdfLexer(data, position);
        lexer.SkipSpace();
        var rest = lexer.Span[Math.Min(lexer.Position, data.Length)..];
        return rest.StartsWith("endstream"u8) || rest.StartsWith("endobj"u8);
    }
}

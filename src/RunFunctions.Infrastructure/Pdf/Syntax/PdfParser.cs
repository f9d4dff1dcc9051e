using System.Text;
using RunFunctions.Infrastructure.Pdf.Objects;

namespace RunFunctions.Infrastructure.Pdf.Syntax;

/// <summary>
/// Reads objects off a byte range. In a file body <c>12 0 R</c> is a reference; in content streams, CMaps and
/// font programs it is three tokens.
/// </summary>
internal sealed class PdfParser(PdfLexer lexer, ExtractionBudget budget, bool readsReferences, Decryptor? decrypt = null)
{
    private readonly Dictionary<int, PdfKeyword> _operators = [];

    public PdfLexer Lexer => lexer;

    /// <summary>The next object or bare word; null at the end of the data.</summary>
    public PdfObject? Read() => Read(0);

    /// <summary>Reads keys and values up to <paramref name="closer"/>; a key that is not a name is passed over.</summary>
    public PdfDictionary ReadDictionaryUntil(string closer, int depth = 0)
    {
        budget.CheckNesting(depth);
        var entries = new Dictionary<string, PdfObject>(StringComparer.Ordinal);
        while (Read(depth + 1) is { } key && !IsEnd(key, closer))
        {
            if (key is not PdfName name)
            {
                continue;
            }

            var value = Read(depth + 1);
            if (value is null || IsEnd(value, closer))
            {
                break;
            }

            Count();
            entries.TryAdd(name.Value, value);
        }

        return new PdfDictionary(entries);
    }

    // A damaged container must not swallow what comes after it.
    private bool IsEnd(PdfObject item, string closer)
    {
        if (item is PdfKeyword { Value: "endobj" or "stream" } keyword && readsReferences)
        {
            lexer.Position -= keyword.Value.Length;
            return true;
        }

        return item is PdfKeyword end && end.Value == closer;
    }

    private void Count()
    {
        if (readsReferences)
        {
            budget.CountObject();
        }
        else
        {
            budget.CountOperand();
        }
    }

    private PdfObject? Read(int depth)
    {
        lexer.SkipSpace();
        if (lexer.AtEnd)
        {
            return null;
        }

        var next = lexer.Peek();
        switch (next)
        {
            case (byte)'/':
                return new PdfName(lexer.ReadName());
            case (byte)'(':
                return Decrypted(lexer.ReadLiteralString());
            case (byte)'<' when lexer.Peek(1) == '<':
                lexer.Position += 2;
                return ReadDictionaryUntil(">>", depth);
            case (byte)'<':
                return Decrypted(lexer.ReadHexString());
            case (byte)'[':
                lexer.Position++;
                return ReadArray(depth);
            case (byte)'>' when lexer.Peek(1) == '>':
                lexer.Position += 2;
                return Operator(">>"u8);
            case (byte)']' or (byte)'>' or (byte)'{' or (byte)'}' or (byte)')':
                lexer.Position++;
                return Operator([next]);
            default:
                return lexer.AtNumber() ? ReadNumber() : ReadWord();
        }
    }

    private PdfString Decrypted(PdfString value) => decrypt is null ? value : new PdfString(decrypt(value.Bytes));

    private PdfArray ReadArray(int depth)
    {
        budget.CheckNesting(depth);
        var items = new List<PdfObject>();
        while (Read(depth + 1) is { } item && !IsEnd(item, "]"))
        {
            Count();
            items.Add(item);
        }

        return new PdfArray(items);
    }

    private PdfObject ReadNumber()
    {
        var value = lexer.ReadNumber(out var isInteger);
        if (readsReferences && isInteger && value is >= 0 and <= int.MaxValue && TryReadReference((int)value) is { } reference)
        {
            return reference;
        }

        return PdfNumber.Of(value, isInteger);
    }

    private PdfReference? TryReadReference(int number)
    {
        var start = lexer.Position;
        lexer.SkipSpace();
        if (lexer.Position > start && lexer.ReadDigits() is { } generation)
        {
            lexer.SkipSpace();
            if (lexer.Peek() == 'R' && (lexer.Position + 1 == lexer.Length || !CharacterClass.IsRegular(lexer.Peek(1))))
            {
                lexer.Position++;
                return new PdfReference(number, generation);
            }
        }

        lexer.Position = start;
        return null;
    }

    private PdfObject ReadWord()
    {
        var word = lexer.ReadRegular();
        return word switch
        {
            _ when word.SequenceEqual("true"u8) => PdfBoolean.True,
            _ when word.SequenceEqual("false"u8) => PdfBoolean.False,
            _ when word.SequenceEqual("null"u8) => PdfNull.Instance,
            _ => Operator(word),
        };
    }

    // Operators have up to three letters and come by the thousand: one object each.
    private PdfKeyword Operator(ReadOnlySpan<byte> word)
    {
        if (word.Length > 3)
        {
            return new PdfKeyword(Encoding.Latin1.GetString(word));
        }

        var key = 0;
        foreach (var letter in word)
        {
            key = (key << 8) | letter;
        }

        if (!_operators.TryGetValue(key, out var keyword))
        {
            keyword = new PdfKeyword(Encoding.Latin1.GetString(word));
            _operators.Add(key, keyword);
        }

        return keyword;
    }
}

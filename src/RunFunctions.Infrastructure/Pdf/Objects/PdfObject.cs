using System.Text;

namespace RunFunctions.Infrastructure.Pdf.Objects;

/// <summary>A value of the PDF object model (ISO 32000-1, 7.3). Immutable once read.</summary>
internal abstract class PdfObject;

internal sealed class PdfNull : PdfObject
{
    public static readonly PdfNull Instance = new();
}

internal sealed class PdfBoolean(bool value) : PdfObject
{
    public static readonly PdfBoolean True = new(true);
    public static readonly PdfBoolean False = new(false);

    public bool Value => value;
}

internal sealed class PdfNumber(double value, bool isInteger) : PdfObject
{
    private static readonly PdfNumber[] SmallIntegers = [.. Enumerable.Range(-256, 1280).Select(i => new PdfNumber(i, true))];

    public double Value => value;

    /// <summary>Written without a decimal point.</summary>
    public bool IsInteger => isInteger;

    /// <summary>The value without its fraction, held inside the range of an <see cref="int"/>.</summary>
    public int Integer => (int)Math.Clamp(value, int.MinValue, int.MaxValue);

    public static PdfNumber Of(double value, bool isInteger) =>
        isInteger && value >= -256 && value < 1024 ? SmallIntegers[(int)value + 256] : new PdfNumber(value, isInteger);
}

internal sealed class PdfString(byte[] bytes) : PdfObject
{
    public byte[] Bytes => bytes;

    /// <summary>The value as a text string (7.9.2.2): UTF-16 or UTF-8 by its byte order mark, else Latin-1.</summary>
    public string ToText() => bytes switch
    {
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3),
        _ => Encoding.Latin1.GetString(bytes),
    };
}

internal sealed class PdfName(string value) : PdfObject
{
    public string Value => value;
}

internal sealed class PdfArray(List<PdfObject> items) : PdfObject
{
    public IReadOnlyList<PdfObject> Items => items;
}

internal sealed class PdfReference(int number, int generation) : PdfObject
{
    public int Number => number;

    public int Generation => generation;
}

/// <summary>A bare word: an operator of a content stream, or a structural word such as <c>endobj</c>.</summary>
internal sealed class PdfKeyword(string value) : PdfObject
{
    public string Value => value;
}

/// <summary>A dictionary; values may be references, see <c>PdfFile.Get</c>.</summary>
internal sealed class PdfDictionary(Dictionary<string, PdfObject> entries) : PdfObject
{
    public static readonly PdfDictionary Empty = new([]);

    public IReadOnlyDictionary<string, PdfObject> Entries => entries;

    public PdfObject? this[string key] => entries.GetValueOrDefault(key);
}

/// <summary>A stream: its dictionary and its bytes, decrypted on demand and not yet decoded.</summary>
internal sealed class PdfStream(PdfDictionary dictionary, ReadOnlyMemory<byte> raw, Decryptor? decrypt) : PdfObject
{
    public PdfDictionary Dictionary => dictionary;

    /// <summary>The bytes as its filters expect them.</summary>
    public ReadOnlyMemory<byte> Encoded => decrypt is null ? raw : decrypt(raw.Span);
}

/// <summary>Turns the encrypted bytes of one indirect object into clear ones; null stands for an unencrypted document.</summary>
internal delegate byte[] Decryptor(ReadOnlySpan<byte> encrypted);

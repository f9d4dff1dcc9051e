using System.Text;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>The encoding of a Type 0 font: an embedded CMap, or one of the predefined ones (ISO 32000-1, 9.7.5.2).</summary>
internal sealed class CompositeEncoding
{
    private readonly CMap? _map;
    private readonly CodeForm _form;

    private CompositeEncoding(CMap? map, CodeForm form, bool isVertical)
    {
        _map = map;
        _form = form;
        IsVertical = isVertical;
    }

    /// <summary>How a predefined CMap cuts bytes into codes, and what a code is.</summary>
    private enum CodeForm
    {
        /// <summary>Two bytes, a CID.</summary>
        Identity,

        /// <summary>Two bytes, a UTF-16 unit; a surrogate pair is one code.</summary>
        Utf16,

        /// <summary>Four bytes, a Unicode scalar value.</summary>
        Utf32,

        /// <summary>One byte below 128, else two; meaning unknown beyond ASCII.</summary>
        Mixed,

        /// <summary>As <see cref="Mixed"/>, with the one-byte katakana of Shift JIS.</summary>
        ShiftJis,
    }

    public bool IsVertical { get; }

    public static CompositeEncoding Embedded(CMap map) => new(map, CodeForm.Identity, map.IsVertical);

    public static CompositeEncoding Predefined(string? name)
    {
        var form = name switch
        {
            null => CodeForm.Identity,
            _ when name.StartsWith("Identity", StringComparison.Ordinal) => CodeForm.Identity,
            _ when name.Contains("UTF16", StringComparison.Ordinal) || name.Contains("UCS2", StringComparison.Ordinal) => CodeForm.Utf16,
            _ when name.Contains("UTF32", StringComparison.Ordinal) => CodeForm.Utf32,
            _ when name.Contains("RKSJ", StringComparison.Ordinal) => CodeForm.ShiftJis,
            _ => CodeForm.Mixed,
        };
        return new CompositeEncoding(null, form, name?.EndsWith("-V", StringComparison.Ordinal) ?? false);
    }

    public int ReadCode(ReadOnlySpan<byte> bytes, out int code)
    {
        if (_map is { HasCodeSpaces: true })
        {
            return _map.ReadCode(bytes, out code);
        }

        var length = Math.Min(bytes.Length, _form switch
        {
            CodeForm.Utf16 => bytes[0] is >= 0xD8 and <= 0xDB ? 4 : 2,
            CodeForm.Utf32 => 4,
            CodeForm.Mixed => bytes[0] < 0x80 ? 1 : 2,
            CodeForm.ShiftJis => bytes[0] is < 0x80 or (>= 0xA0 and <= 0xDF) ? 1 : 2,
            _ => 2,
        });
        code = 0;
        foreach (var part in bytes[..length])
        {
            code = (code << 8) | part;
        }

        return length;
    }

    /// <returns>The glyph number of a code, or null when only a table that is not here could tell.</returns>
    public int? CidOf(int code) => _map?.CidOf(code) ?? (_form == CodeForm.Identity ? code : null);

    /// <returns>The text that the code itself spells, if it does.</returns>
    public string? TextOf(int code) => _form switch
    {
        CodeForm.Utf16 => code > char.MaxValue || code < 0
            ? Encoding.BigEndianUnicode.GetString([(byte)(code >> 24), (byte)(code >> 16), (byte)(code >> 8), (byte)code])
            : ((char)code).ToString(),
        CodeForm.Utf32 => Rune.IsValid(code) ? new Rune(code).ToString() : null,
        CodeForm.Mixed or CodeForm.ShiftJis => code is >= ' ' and <= '~' ? ((char)code).ToString() : null,
        _ => null,
    };
}

using System.Text;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>
/// A character map (ISO 32000-1, 9.7.5): how bytes are cut into codes, which glyph number (CID) a code has, and
/// which text. Ranges are kept as ranges, so that a hostile one costs nothing.
/// </summary>
internal sealed class CMap
{
    private readonly List<(int Length, int Low, int High)> _codeSpaces = [];
    private readonly Dictionary<int, string> _texts = [];
    private readonly List<(int Low, int High, string First)> _textRanges = [];
    private readonly List<(int Low, int High, int First)> _cidRanges = [];

    /// <summary>Glyphs run down the page.</summary>
    public bool IsVertical { get; set; }

    /// <summary>Codes are CIDs, two bytes each.</summary>
    public bool IsIdentity { get; set; }

    public bool HasCodeSpaces => _codeSpaces.Count > 0;

    public void AddCodeSpace(int length, int low, int high) => _codeSpaces.Add((length, low, high));

    public void AddText(int code, string text) => _texts[code] = text;

    public void AddTextRange(int low, int high, string first) => _textRanges.Add((low, high, first));

    public void AddCidRange(int low, int high, int first) => _cidRanges.Add((low, high, first));

    /// <summary>Reads the code at the front of <paramref name="bytes"/>, which are not empty.</summary>
    /// <returns>How many bytes it has, at least one.</returns>
    public int ReadCode(ReadOnlySpan<byte> bytes, out int code)
    {
        code = 0;
        for (var length = 1; length <= Math.Min(4, bytes.Length); length++)
        {
            code = (code << 8) | bytes[length - 1];
            foreach (var space in _codeSpaces)
            {
                if (space.Length == length && IsInside(code, space.Low, space.High, length))
                {
                    return length;
                }
            }
        }

        var shortest = Math.Min(_codeSpaces.Count == 0 ? 2 : _codeSpaces.Min(s => s.Length), bytes.Length);
        code = 0;
        foreach (var part in bytes[..shortest])
        {
            code = (code << 8) | part;
        }

        return shortest;
    }

    public int CidOf(int code)
    {
        foreach (var (low, high, first) in _cidRanges)
        {
            if (code >= low && code <= high)
            {
                return first + (code - low);
            }
        }

        return IsIdentity ? code : 0;
    }

    /// <returns>Null when the map does not name the code.</returns>
    public string? TextOf(int code)
    {
        if (_texts.TryGetValue(code, out var text))
        {
            return text;
        }

        foreach (var (low, high, first) in _textRanges)
        {
            if (code >= low && code <= high)
            {
                return Shift(first, code - low);
            }
        }

        return null;
    }

    // Every byte of a code lies in the range of its place, which is not the same as the number lying in between.
    private static bool IsInside(int code, int low, int high, int length)
    {
        for (var shift = 8 * (length - 1); shift >= 0; shift -= 8)
        {
            var part = (code >> shift) & 0xFF;
            if (part < ((low >> shift) & 0xFF) || part > ((high >> shift) & 0xFF))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Shift(string first, int by)
    {
        if (by == 0 || first.Length == 0)
        {
            return first;
        }

        var lastLength = first.Length > 1 && char.IsSurrogatePair(first, first.Length - 2) ? 2 : 1;
        var prefix = first[..^lastLength];
        var last = lastLength == 2 ? char.ConvertToUtf32(first, first.Length - 2) : first[^1];
        var shifted = last + (long)by;
        return shifted <= 0x10FFFF && Rune.IsValid((int)shifted) ? prefix + new Rune((int)shifted) : null;
    }
}

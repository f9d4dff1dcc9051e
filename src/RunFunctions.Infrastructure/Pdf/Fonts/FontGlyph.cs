using System.Text;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>What a character code shows.</summary>
/// <param name="Text">Its characters; a space for every kind of white space; null when they could not be found out.</param>
/// <param name="Advance">How far it moves the pen, in ems.</param>
internal readonly record struct FontGlyph(string? Text, double Advance)
{
    private const char FirstLigature = '\uFB00';

    // Letters that a font joins into one glyph and that a reader expects apart.
    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <param name="text">What the font says; control characters, private use and U+FFFD say nothing.</param>
    /// <param name="advance">In ems.</param>
    public static FontGlyph Of(string? text, double advance) => new(Readable(text), advance);

    private static string? Readable(string? text)
    {
        if (text is null || IsPlain(text))
        {
            return text;
        }

        var readable = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (char.IsWhiteSpace(unit))
            {
                readable.Append(' ');
            }
            else if (unit is >= FirstLigature and <= '\uFB06')
            {
                readable.Append(Ligatures[unit - FirstLigature]);
            }
            else if (!char.IsControl(unit) && unit is not ((>= '\uE000' and <= '\uF8FF') or >= '\uFFF0' or '\uFEFF' or '\u200B'))
            {
                readable.Append(unit);
            }
        }

        return readable.Length == 0 ? null : readable.ToString();
    }

    private static bool IsPlain(string text) => text.Length == 1 && text[0] is (>= ' ' and <= '~') or (>= '\u00A1' and <= '\u02FF');
}

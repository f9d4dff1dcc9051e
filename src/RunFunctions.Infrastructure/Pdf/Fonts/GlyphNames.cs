using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>Glyph names and the text they stand for, by the rules of the Adobe Glyph List specification.</summary>
internal static class GlyphNames
{
    private const int MaxNameLength = 128;

    private static readonly FrozenDictionary<string, string> Listed = Read("glyph-names.txt");

    // Only there does a36 mean a star; elsewhere such names are numbers.
    private static readonly FrozenDictionary<string, string> Dingbats = Read("dingbat-names.txt");

    /// <param name="name">As it stands in the font.</param>
    /// <param name="isDingbats">The font is ZapfDingbats, which has names of its own.</param>
    /// <returns>Null when the name says nothing about a character, such as <c>g12</c> or <c>.notdef</c>.</returns>
    public static string? ToText(string? name, bool isDingbats = false)
    {
        if (name is null || name.Length > MaxNameLength)
        {
            return null;
        }

        if ((isDingbats ? Dingbats : Listed).TryGetValue(name, out var text))
        {
            return text;
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var parts = (dot < 0 ? name : name[..dot]).Split('_');
        var result = new StringBuilder();
        foreach (var part in parts)
        {
            if (PartToText(part) is not { } piece)
            {
                return null;
            }

            result.Append(piece);
        }

        return result.ToString();
    }

    // Each line has a code point in hexadecimal and the names for it.
    private static FrozenDictionary<string, string> Read(string table) => EmbeddedTable.Lines(table)
        .Select(line => line.Split(' '))
        .SelectMany(parts => parts.Skip(1).Select(name => (Name: name, Text: char.ConvertFromUtf32(Hex(parts[0])!.Value))))
        .ToFrozenDictionary(entry => entry.Name, entry => entry.Text, StringComparer.Ordinal);

    private static string? PartToText(string part)
    {
        if (Listed.TryGetValue(part, out var text))
        {
            return text;
        }

        if (part.StartsWith("uni", StringComparison.Ordinal) && part.Length >= 7 && (part.Length - 3) % 4 == 0)
        {
            var units = Enumerable.Range(0, (part.Length - 3) / 4).Select(i => Hex(part.Substring(3 + (4 * i), 4))).ToList();
            return units.TrueForAll(u => u is not null) ? string.Concat(units.Select(u => (char)u!.Value)) : null;
        }

        return part is ['u', ..] and { Length: >= 5 and <= 7 } && Hex(part[1..]) is { } scalar && Rune.IsValid(scalar)
            ? new Rune(scalar).ToString()
            : null;
    }

    private static int? Hex(string digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}

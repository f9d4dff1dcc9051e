using System.Collections.Frozen;
using System.Globalization;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>Advance widths for fonts that come without any: the standard 14 fonts and what looks like one of them.</summary>
internal static class StandardWidths
{
    private const double Typewriter = 600;
    private const double Unknown = 500;

    private static readonly FrozenDictionary<string, double[]> ByGlyphName = EmbeddedTable.Lines("widths.txt")
        .Select(line => line.Split(' '))
        .ToFrozenDictionary(
            parts => parts[0],
            parts => parts.Skip(1).Select(w => double.Parse(w, CultureInfo.InvariantCulture)).ToArray(),
            StringComparer.Ordinal);

    /// <summary>The width in thousandths of an em.</summary>
    public static double Of(string fontName, string? glyphName)
    {
        if (Has("Courier") || Has("Mono"))
        {
            return Typewriter;
        }

        var bold = Has("Bold");
        var italic = Has("Italic") || Has("Oblique");
        var column = Has("Times") || Has("Serif") ? 2 + (bold ? 1 : 0) + (italic ? 2 : 0) : (bold ? 1 : 0);
        return glyphName is not null && ByGlyphName.TryGetValue(glyphName, out var widths) ? widths[column] : Unknown;

        bool Has(string part) => fontName.Contains(part, StringComparison.OrdinalIgnoreCase);
    }
}

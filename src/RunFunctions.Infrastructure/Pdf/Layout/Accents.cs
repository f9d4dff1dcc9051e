using System.Collections.Frozen;
using RunFunctions.Infrastructure.Pdf.Fonts;

namespace RunFunctions.Infrastructure.Pdf.Layout;

/// <summary>Letters that a page shows as two glyphs, one over the other, as TeX does with its oldest fonts.</summary>
internal static class Accents
{
    private static readonly FrozenDictionary<string, string> Names =
        new[] { "acute", "grave", "dieresis", "circumflex", "tilde", "caron", "ring", "cedilla", "macron", "breve", "dotaccent", "hungarumlaut" }
            .ToFrozenDictionary(name => GlyphNames.ToText(name)!, name => name, StringComparer.Ordinal);

    /// <summary>The letter that a letter and an accent, in either order, make up; null when they are something else.</summary>
    public static string? Compose(string first, string second) => WithAccent(second, first) ?? WithAccent(first, second);

    private static string? WithAccent(string letter, string accent) => Names.TryGetValue(accent, out var name) && letter is [var single]
        ? GlyphNames.ToText((single == 'ı' ? 'i' : single) + name)
        : null;
}

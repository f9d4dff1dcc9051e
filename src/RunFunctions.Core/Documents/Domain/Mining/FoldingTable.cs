using System.Globalization;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// What a character becomes when case, diacritics and typography are ignored. A table instead of Unicode
/// normalisation, because the product runs without culture data.
/// </summary>
internal static class FoldingTable
{
    /// <summary>First the plain form, then a space, then everything that folds to it.</summary>
    private static readonly string[] Rows =
    [
        "a àáâãäåāăąªǎ", "ae æ", "c çćĉċč", "d ďđð", "e èéêëēĕėęě", "f ƒ", "g ĝğġģ", "h ĥħ", "i ìíîïĩīĭįıİ",
        "j ĵ", "k ķ", "l ĺļľŀł", "n ñńņňŉ", "o òóôõöøōŏőº°ǒ", "oe œ", "r ŕŗř", "s śŝşšșſ", "ss ß", "t ţťŧț", "th þ",
        "u ùúûüũūŭůűųµǔ", "w ŵ", "y ýÿŷ", "z źżž", "ff ﬀ", "fi ﬁ", "fl ﬂ", "ffi ﬃ", "ffl ﬄ", "st ﬅﬆ",
        "- ‐‑‒–—―−﹣－", "' ‘’‚‛′´`", "\" “”„‟″«»", ": ：∶", "; ；", "/ ⁄∕", "| ¦｜",
    ];

    private static readonly Dictionary<char, string> Folded = Build();

    private static readonly string[] Ascii =
        [.. Enumerable.Range(0, 128).Select(code => char.ToLowerInvariant((char)code).ToString())];

    /// <summary>Appends zero to three characters for one character of the original.</summary>
    public static string Fold(char character)
    {
        if (char.IsAscii(character))
        {
            return Ascii[character];
        }

        if (Folded.TryGetValue(character, out var folded))
        {
            return folded;
        }

        return char.GetUnicodeCategory(character) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.Format => string.Empty,
            UnicodeCategory.SpaceSeparator => " ",
            _ => char.ToLowerInvariant(character).ToString(),
        };
    }

    private static Dictionary<char, string> Build()
    {
        var table = new Dictionary<char, string>();
        foreach (var row in Rows)
        {
            var space = row.IndexOf(' ', StringComparison.Ordinal);
            foreach (var character in row[(space + 1)..])
            {
                table[character] = row[..space];
                table[char.ToUpperInvariant(character)] = row[..space];
            }
        }

        return table;
    }
}

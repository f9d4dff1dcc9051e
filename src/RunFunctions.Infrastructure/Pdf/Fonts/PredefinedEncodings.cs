using System.Collections.Frozen;
using System.Globalization;

namespace RunFunctions.Infrastructure.Pdf.Fonts;

/// <summary>Named tables of glyph names: the encodings of ISO 32000-1, Annex D, and the standard strings of CFF.</summary>
internal static class PredefinedEncodings
{
    private static readonly FrozenDictionary<string, string?[]> Tables = ReadTables();

    public static string?[] Standard => Tables["Standard"];

    public static string?[] WinAnsi => Tables["WinAnsi"];

    public static string?[] Symbol => Tables["Symbol"];

    public static string?[] ZapfDingbats => Tables["ZapfDingbats"];

    /// <summary>Names of the string identifiers below 391 (CFF specification, Appendix A).</summary>
    public static string?[] CffStrings => Tables["CffStrings"];

    /// <returns>Null for a name that is not a predefined encoding.</returns>
    public static string?[]? Named(string? name) => name switch
    {
        "StandardEncoding" => Standard,
        "WinAnsiEncoding" => WinAnsi,
        "MacRomanEncoding" => Tables["MacRoman"],
        _ => null,
    };

    private static FrozenDictionary<string, string?[]> ReadTables()
    {
        var tables = new Dictionary<string, string?[]>(StringComparer.Ordinal);
        string?[] current = [];
        var next = 0;
        foreach (var line in EmbeddedTable.Lines("encodings.txt"))
        {
            if (line[0] == '[')
            {
                current = new string?[line.Contains("Cff", StringComparison.Ordinal) ? 391 : 256];
                tables.Add(line.Trim('[', ']'), current);
                next = 0;
                continue;
            }

            foreach (var word in line.Split(' '))
            {
                var colon = word.IndexOf(':', StringComparison.Ordinal);
                next = colon < 0 ? next : int.Parse(word[..colon], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                current[next++] = word[(colon + 1)..];
            }
        }

        return tables.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

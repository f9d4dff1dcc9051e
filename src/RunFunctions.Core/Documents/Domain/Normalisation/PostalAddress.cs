using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>Postal addresses: abbreviations written out, one line (specs/documents.md §6.6).</summary>
public static class PostalAddress
{
    private const string SpanishStreet =
        "calle|cl|avda|avenida|av|plaza|plza|pza|pl|ctra|carretera|paseo|camino|ronda|travesia|rambla|glorieta|urbanizacion"
        + "|urb|poligono|gran via|callejon|costanilla|alameda|bulevar";

    private const string EnglishStreet =
        "street|st|road|rd|lane|ln|avenue|ave|drive|dr|close|court|ct|square|way|terrace|crescent|place|boulevard|blvd|grove"
        + "|gardens|row|mews|parade|hill|walk|highway|parkway";

    private static readonly Regex Token = TextPattern.Of(
        @"\b(?:" + SpanishStreet + "|cp|codigo postal|pte|portal|piso|puerta|" + EnglishStreet + @"|postcode)\b|\bc/");

    private static readonly Regex StreetAtStart = TextPattern.Of(@"^(?:(?:" + SpanishStreet + @")\b|c/|c\. )");

    private static readonly Regex NumberAndStreet = TextPattern.Of(
        @"^[0-9]{1,5}[a-z]?,? (?:[a-z'.]+ ){1,4}(?:" + EnglishStreet + @")\b\.?(?:$|[, ])");

    private static readonly Regex PostalLine = TextPattern.Of(
        @"^(?:(?:c\.?p\.?|codigo postal):? ?)?[0-9]{5}(?:$|[ ,-]+[a-z])|^[a-z' -]+,? [a-z]{1,2}[0-9][a-z0-9]? [0-9][a-z]{2}$"
        + @"|^[a-z]{1,2}[0-9][a-z0-9]? [0-9][a-z]{2}$|^[a-z' -]+, [a-z]{2} [0-9]{5}$|^[a-z' ]+,? \(?[0-9]{5}\)?$");

    private static readonly (Regex Abbreviation, string Word)[] Common =
    [
        (Abbreviation(@"\bc/ ?"), "Calle "),
        (Abbreviation(@"\bavda\b\.? ?"), "Avenida "),
        (Abbreviation(@"\bpl?za\b\.? ?"), "Plaza "),
        (Abbreviation(@"\bctra\b\.? ?"), "Carretera "),
        (Abbreviation(@"\bn[º°] ?"), "Número "),
        (Abbreviation(@" ?, ?"), ", "),
    ];

    private static readonly (Regex Abbreviation, string Word)[] OwnerOnly =
    [
        (Abbreviation(@"\bav\b\.? ?"), "Avenida "),
        (Abbreviation(@"\bc\.?p\b\.? ?"), "C.P. "),
    ];

    public static string Clinic(string value) => WrittenOut(value, Common);

    /// <returns>Null unless the value has a number, a word of an address and no other label.</returns>
    public static string? Owner(string value)
        => IsAddress(value) && !value.Contains(':') ? WrittenOut(value, [.. Common, .. OwnerOnly]) : null;

    /// <summary>Has a number, or says that it has none, and a word that only addresses have.</summary>
    internal static bool IsAddress(string value)
        => FoldedText.Fold(value) is var folded && HasNumber(folded) && Token.IsMatch(folded);

    /// <summary>A folded line that begins like a street and has a number.</summary>
    internal static bool IsStreetLine(string foldedLine)
        => HasNumber(foldedLine) && !foldedLine.Contains(':')
            && (StreetAtStart.IsMatch(foldedLine) || NumberAndStreet.IsMatch(foldedLine));

    /// <summary>A folded line with postcode and town, as it stands below a street.</summary>
    internal static bool IsPostalLine(string foldedLine) => PostalLine.IsMatch(foldedLine);

    private static bool HasNumber(string folded)
        => folded.Any(char.IsAsciiDigit) || folded.Contains("s/n", StringComparison.Ordinal);

    private static string WrittenOut(string value, IEnumerable<(Regex Abbreviation, string Word)> words)
        => Spacing.Collapse(words.Aggregate(Spacing.Collapse(value), (text, word) => word.Abbreviation.Replace(text, word.Word)));

    private static Regex Abbreviation(string pattern) => TextPattern.Of(pattern, RegexOptions.IgnoreCase);
}

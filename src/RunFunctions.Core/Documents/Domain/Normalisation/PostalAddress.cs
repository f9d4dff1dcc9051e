using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>Postal addresses: abbreviations written out, one line (specs/documents.md §6.6).</summary>
public static class PostalAddress
{
    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex Token = new(
        @"\b(?:calle|av|avda|avenida|cp|codigo postal|plaza|plza|pza|pte|portal|piso|puerta|ctra|carretera|paseo|camino|ronda"
        + @"|street|st|road|rd|lane|avenue|ave|drive|close|court|square|way|postcode)\b|\bc/",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex StreetAtStart = new(
        @"^(?:calle|avda|avenida|av|plaza|plza|pza|ctra|carretera|paseo|camino|ronda)\b|^c/",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly (Regex Abbreviation, string Word)[] Common =
    [
        (new(@"\bc/ *", Options), "Calle "),
        (new(@"\bavda\b\.? *", Options), "Avenida "),
        (new(@"\bpl?za\b\.? *", Options), "Plaza "),
        (new(@"\bctra\b\.? *", Options), "Carretera "),
        (new(@"\bn[º°] *", Options), "Número "),
        (new(@" *, *", Options), ", "),
    ];

    private static readonly (Regex Abbreviation, string Word)[] OwnerOnly =
    [
        (new(@"\bav\b\.? *", Options), "Avenida "),
        (new(@"\bc\.?p\b\.? *", Options), "C.P. "),
    ];

    public static string Clinic(string value) => WrittenOut(value, Common);

    /// <returns>Null unless the value has a number, a word of an address and no other label.</returns>
    public static string? Owner(string value)
        => IsAddress(value) && !value.Contains(':') ? WrittenOut(value, [.. Common, .. OwnerOnly]) : null;

    /// <summary>Has a number and a word that only addresses have.</summary>
    internal static bool IsAddress(string value) => value.Any(char.IsAsciiDigit) && Token.IsMatch(FoldedText.Fold(value));

    /// <summary>A folded line that begins like a street and has a number.</summary>
    internal static bool IsStreetLine(string foldedLine)
        => foldedLine.Any(char.IsAsciiDigit) && !foldedLine.Contains(':') && StreetAtStart.IsMatch(foldedLine);

    private static string WrittenOut(string value, IEnumerable<(Regex Abbreviation, string Word)> words)
        => Spacing.Collapse(words.Aggregate(Spacing.Collapse(value), (text, word) => word.Abbreviation.Replace(text, word.Word)));
}

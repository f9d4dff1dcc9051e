using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>An age as written; what has neither a number nor a word for a time of life is none.</summary>
public static class AnimalAge
{
    private static readonly Regex SaysAge = TextPattern.Of(
        @"[0-9]|\b(?:anos?|mes|meses|semanas?|dias?|years?|months?|weeks?|cachorr[oa]|adult[oa]?|joven|senior|puppy|kitten|young)\b");

    private static readonly Regex NumberWithUnit = TextPattern.Of(
        @"^[0-9]{1,2}(?:[.,][0-9])? ?(?:anos?|a|mes|meses|m|semanas?|years?|yrs?|y/?o?|months?|mo|weeks?)(?: old)?"
        + @"(?:(?: y| and|,)? [0-9]{1,2} ?(?:mes|meses|m|months?|mo))?(?: old)?$");

    /// <returns>The value with single spaces; null when it says no age.</returns>
    public static string? Normalise(string value)
        => SaysAge.IsMatch(FoldedText.Fold(value)) ? Spacing.Collapse(value) : null;

    /// <summary>A folded text that is a number of years, months or weeks and nothing else.</summary>
    internal static bool IsAge(string foldedText)
        => foldedText.AsSpan().IndexOfAnyExceptInRange('0', '9') is 1 or 2 && NumberWithUnit.IsMatch(foldedText);
}

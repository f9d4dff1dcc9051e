using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>An amount of money as written: <c>45,50 €</c>, <c>£1,200.00</c>.</summary>
public static class MoneyAmount
{
    private const string Currency = @"(?:€|\$|£|eur|euros?|usd|gbp)";

    private static readonly Regex AtStart = TextPattern.Of(
        $@"^(?:{Currency} ?)?[0-9]{{1,3}}(?:[ .,]?[0-9]{{3}})*(?:[.,][0-9]{{1,2}})?(?: ?{Currency})?");

    private static readonly Regex AtEnd = TextPattern.Of($@"(?:{Currency} ?[0-9]+(?:[.,][0-9]{{2}})|[0-9]+[.,][0-9]{{2}} ?{Currency})$");

    /// <returns>The amount that the value begins with; null when there is none.</returns>
    public static string? Normalise(string value)
    {
        var folded = FoldedText.Of(value);
        return AtStart.Match(folded.Text) is { Success: true } match
            ? Spacing.Collapse(value[folded.OriginOf(0, match.Length)])
            : null;
    }

    /// <summary>Characters of the amount that the value begins with; a number without currency or cents is none here.</summary>
    internal static int? LengthAtStart(ReadOnlySpan<char> foldedValue)
        => AtStart.Match(foldedValue.ToString()) is { Success: true } match && !match.Value.All(char.IsAsciiDigit)
            ? match.Length
            : null;

    /// <summary>Whether a folded line ends in a price with its currency.</summary>
    internal static bool EndsLine(string foldedLine) => AtEnd.IsMatch(foldedLine);
}

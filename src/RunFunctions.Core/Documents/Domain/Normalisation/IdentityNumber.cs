using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>The number of a person's identity document, as written and without spaces inside.</summary>
public static class IdentityNumber
{
    private static readonly Regex Pattern = TextPattern.Of("^[a-z]{0,3}[- .]?[0-9][0-9.]{4,12}[- ]?[a-z]?(?:$|[^a-z0-9])");

    /// <returns>Null when the value does not begin with a number of at least five digits.</returns>
    public static string? Normalise(string value)
    {
        var folded = FoldedText.Of(value);
        var match = Pattern.Match(folded.Text);
        return match.Success
            ? string.Concat(value[folded.OriginOf(0, match.Length)].Where(char.IsLetterOrDigit)).ToUpperInvariant()
            : null;
    }
}

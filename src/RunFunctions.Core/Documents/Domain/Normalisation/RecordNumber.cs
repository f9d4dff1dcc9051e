using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Normalisation;

/// <summary>The number of a clinical record: one word of letters, digits and joints, with at least one digit.</summary>
public static class RecordNumber
{
    private const int MaxLength = 40;

    private static readonly Regex Pattern = TextPattern.Of("^[a-z./_-]*[0-9][a-z0-9./_-]*");

    /// <returns>The number as written; null when the value does not begin with one.</returns>
    public static string? Normalise(string value)
    {
        var folded = FoldedText.Of(value);
        return LengthAtStart(folded.Text) is { } length ? value[..folded.OriginOf(length)].TrimEnd('.', '-', '/') : null;
    }

    internal static int? LengthAtStart(ReadOnlySpan<char> foldedValue)
    {
        var match = Pattern.Match(foldedValue.ToString());
        return match.Success && match.Length is >= 2 and <= MaxLength && RecordDate.AtStart(foldedValue) is null ? match.Length : null;
    }
}

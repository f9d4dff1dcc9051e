namespace RunFunctions.Core.Documents.Domain.Quality;

/// <summary>
/// Decides whether an extracted text is readable enough to be interpreted (specs/documents.md §6.2). A hard failure
/// ends with score 0 and one reason; otherwise penalties are taken from 1.
/// </summary>
public static class TextQualityGate
{
    /// <summary>Lowest score that passes.</summary>
    public const decimal PassScore = 0.60m;

    private const int MinLength = 20;
    private const int MinWords = 3;

    /// <summary>Spanish words whose T was read as D: the mark of a broken font decoder.</summary>
    private static readonly string[] SuspiciousWords = ["dratamiento", "draquea", "diene"];

    public static TextQuality Assess(string text)
    {
        var statistics = TextStatistics.Of(text);
        return HardFailure(statistics) is { } failure
            ? new TextQuality(0m, Passed: false, [failure])
            : Scored(statistics, text);
    }

    private static TextQualityReason? HardFailure(TextStatistics text) => text switch
    {
        { Length: < MinLength } => TextQualityReason.TooShort,
        _ when !IsHumanReadable(text) => TextQualityReason.NotHumanReadable,
        { Words: < MinWords } => TextQualityReason.TooFewWords,
        _ => null,
    };

    private static bool IsHumanReadable(TextStatistics text)
        => Ratio(text.Printable, text.Length) >= 0.90m
            && text.Letters > 0
            && Ratio(text.Letters, text.Length) >= 0.35m
            && Ratio(text.StrangePunctuation, text.Length) < 0.15m;

    private static TextQuality Scored(TextStatistics statistics, string text)
    {
        (TextQualityReason Reason, decimal Penalty)[] penalties =
        [
            .. Penalties(statistics),
            .. SuspiciousWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
                ? [(TextQualityReason.SuspiciousSubstitutions, 0.40m)]
                : Array.Empty<(TextQualityReason, decimal)>(),
        ];
        TextQualityReason[] reasons = [.. penalties.Select(penalty => penalty.Reason)];
        var score = Math.Max(0m, 1m - penalties.Sum(penalty => penalty.Penalty));
        var passed = score >= PassScore && !reasons.Contains(TextQualityReason.SuspiciousSubstitutions);
        return new TextQuality(score, passed, reasons);
    }

    private static IEnumerable<(TextQualityReason Reason, decimal Penalty)> Penalties(TextStatistics text)
    {
        if (Ratio(text.VowelLetters, text.Letters) < 0.30m)
        {
            yield return (TextQualityReason.LowVowelRatio, 0.20m);
        }

        if (Ratio(text.Punctuation, text.Length) > 0.25m)
        {
            yield return (TextQualityReason.HighPunctuationRatio, 0.25m);
        }

        if (Ratio(text.Whitespace, text.OriginalLength) < 0.10m)
        {
            yield return (TextQualityReason.LowWhitespaceStructure, 0.20m);
        }

        if (Ratio(text.LineFeeds, text.OriginalLength) < 0.0005m && text.Length > 800)
        {
            yield return (TextQualityReason.LowLinebreakStructure, 0.10m);
        }

        if (text.AlphaTokens >= 80 && Ratio(text.LongTokens, text.AlphaTokens) > 0.20m)
        {
            yield return (TextQualityReason.ExcessLongTokens, 0.35m);
        }

        if (text.AlphaTokens > 120 && Ratio(text.SingleLetterTokens, text.AlphaTokens) > 0.045m)
        {
            yield return (TextQualityReason.ExcessSingleLetterTokens, 0.35m);
        }

        if (text.AlphaTokens < 250 && Ratio(text.Uppercase, text.Letters) > 0.80m)
        {
            yield return (TextQualityReason.SuspiciousAllCapsDensity, 0.20m);
        }
    }

    private static decimal Ratio(int part, int whole) => whole == 0 ? 0m : (decimal)part / whole;
}

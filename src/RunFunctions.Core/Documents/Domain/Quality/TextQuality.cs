using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.Quality;

/// <summary>The verdict of the quality gate.</summary>
/// <param name="Score">0 to 1, two decimals at most.</param>
/// <param name="Passed">Whether the text may be interpreted.</param>
/// <param name="Reasons">Everything that lowered the score, in the order of <see cref="TextQualityReason"/>.</param>
public sealed record TextQuality(decimal Score, bool Passed, IReadOnlyList<TextQualityReason> Reasons);

/// <summary>Closed set of complaints about a text (specs/documents.md §6.2).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextQualityReason>))]
public enum TextQualityReason
{
    [JsonStringEnumMemberName("TOO_SHORT")]
    TooShort,

    [JsonStringEnumMemberName("NOT_HUMAN_READABLE")]
    NotHumanReadable,

    [JsonStringEnumMemberName("TOO_FEW_WORDS")]
    TooFewWords,

    /// <summary>Part of the closed set; a text without letters is already <see cref="NotHumanReadable"/>.</summary>
    [JsonStringEnumMemberName("NO_LETTERS")]
    NoLetters,

    [JsonStringEnumMemberName("LOW_VOWEL_RATIO")]
    LowVowelRatio,

    [JsonStringEnumMemberName("HIGH_PUNCTUATION_RATIO")]
    HighPunctuationRatio,

    [JsonStringEnumMemberName("LOW_WHITESPACE_STRUCTURE")]
    LowWhitespaceStructure,

    [JsonStringEnumMemberName("LOW_LINEBREAK_STRUCTURE")]
    LowLinebreakStructure,

    [JsonStringEnumMemberName("EXCESS_LONG_TOKENS")]
    ExcessLongTokens,

    [JsonStringEnumMemberName("EXCESS_SINGLE_LETTER_TOKENS")]
    ExcessSingleLetterTokens,

    [JsonStringEnumMemberName("SUSPICIOUS_ALL_CAPS_DENSITY")]
    SuspiciousAllCapsDensity,

    [JsonStringEnumMemberName("SUSPICIOUS_SUBSTITUTIONS")]
    SuspiciousSubstitutions,
}

using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.LanguageModel;

/// <summary>What a language model said about a text.</summary>
/// <param name="Model">Its name, as the operator set it.</param>
public sealed record ModelReading(string Model)
{
    /// <summary>The rule that its values are calibrated under.</summary>
    public string MappingId => $"llm::{Model}";

    /// <summary>Claims: none of them counts before its quote is found in the text. Empty when there is a fault.</summary>
    public IReadOnlyList<QuotedValue> Values { get; init; } = [];

    /// <summary>Null when the answer did not say.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>Why there are no values; null when the answer was good.</summary>
    public ModelFault? Fault { get; init; }
}

/// <summary>A value that a language model claims to have read.</summary>
/// <param name="Key">One of <see cref="QuotedAnswer.Keys"/>.</param>
/// <param name="Value">As written in the quote.</param>
/// <param name="Quote">The passage that says so, word for word.</param>
public sealed record QuotedValue(string Key, string Value, string Quote);

/// <summary>What an answer cost.</summary>
/// <param name="InputTokens">Tokens of the question.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
/// <param name="Cost">By the prices that are set.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record ModelUsage(int InputTokens, int OutputTokens, decimal Cost, string Currency);

/// <summary>Closed set of reasons why an answer is not used.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelFault>))]
public enum ModelFault
{
    /// <summary>The text is longer than what may be sent; nothing was sent.</summary>
    [JsonStringEnumMemberName("TEXT_TOO_LONG")]
    TextTooLong,

    [JsonStringEnumMemberName("TIMED_OUT")]
    TimedOut,

    [JsonStringEnumMemberName("UNREACHABLE")]
    Unreachable,

    /// <summary>The endpoint answered with an error.</summary>
    [JsonStringEnumMemberName("REFUSED")]
    Refused,

    [JsonStringEnumMemberName("ANSWER_TOO_LARGE")]
    AnswerTooLarge,

    /// <summary>The answer was cut off, or is not of the shape that was asked for.</summary>
    [JsonStringEnumMemberName("INVALID_ANSWER")]
    InvalidAnswer,
}

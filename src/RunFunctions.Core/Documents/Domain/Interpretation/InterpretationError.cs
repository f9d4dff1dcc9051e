using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>A breach of the contract by produced data.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Subject">Key or field id that is wrong; never a value.</param>
public sealed record InterpretationError(InterpretationErrorCode Code, string Subject);

/// <summary>Closed set of breaches.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InterpretationErrorCode>))]
public enum InterpretationErrorCode
{
    /// <summary>The global schema lacks a key of the contract.</summary>
    [JsonStringEnumMemberName("MISSING_KEY")]
    MissingKey,

    /// <summary>The global schema has a key outside the contract, or keys out of order.</summary>
    [JsonStringEnumMemberName("UNEXPECTED_KEY")]
    UnexpectedKey,

    [JsonStringEnumMemberName("REPEATABLE_NOT_A_LIST")]
    RepeatableNotAList,

    [JsonStringEnumMemberName("SCALAR_IS_A_LIST")]
    ScalarIsAList,

    [JsonStringEnumMemberName("DATE_NOT_ISO")]
    DateNotIso,

    [JsonStringEnumMemberName("DUPLICATE_FIELD_ID")]
    DuplicateFieldId,

    [JsonStringEnumMemberName("KEY_NOT_SNAKE_CASE")]
    KeyNotSnakeCase,

    [JsonStringEnumMemberName("CRITICALITY_NOT_OF_CONTRACT")]
    CriticalityNotOfContract,

    [JsonStringEnumMemberName("CONFIDENCE_OUT_OF_RANGE")]
    ConfidenceOutOfRange,

    [JsonStringEnumMemberName("EVIDENCE_MISSING")]
    EvidenceMissing,
}

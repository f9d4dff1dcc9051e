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

    /// <summary>A value of a visit stands at the top level.</summary>
    [JsonStringEnumMemberName("VISIT_KEY_AT_TOP_LEVEL")]
    VisitKeyAtTopLevel,

    /// <summary>A visit holds a value that is not of visits, or its metadata one that is not metadata, or one twice.</summary>
    [JsonStringEnumMemberName("KEY_NOT_OF_VISIT")]
    KeyNotOfVisit,

    /// <summary>Visits are not numbered from 1 without gaps, with the unassigned values last.</summary>
    [JsonStringEnumMemberName("VISIT_ID_OUT_OF_ORDER")]
    VisitIdOutOfOrder,

    /// <summary>A visit has no day, or one that is before that of the visit before, or the unassigned values have one.</summary>
    [JsonStringEnumMemberName("VISIT_DATE_OUT_OF_ORDER")]
    VisitDateOutOfOrder,

    /// <summary>A property of a visit is not what its metadata say.</summary>
    [JsonStringEnumMemberName("VISIT_PROPERTY_NOT_OF_METADATA")]
    VisitPropertyNotOfMetadata,
}

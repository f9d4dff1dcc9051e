using System.Text.Json.Serialization;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Documents.Domain.Governance;

/// <summary>A change of the schema contract that the edits of reviewers suggest (specs/documents.md §1.1). It has no values of documents.</summary>
public sealed record StructuralChangeCandidate
{
    /// <summary>Occurrences that are kept as evidence; the first ones.</summary>
    public const int MaxSamples = 3;

    public required OrganizationId Organization { get; init; }

    /// <summary>A lowercase UUID, the same whenever the same change is suggested (<see cref="GovernanceIds"/>).</summary>
    public required string Id { get; init; }

    public required StructuralChangeType ChangeType { get; init; }

    /// <summary>The key that is renamed, given up or mapped; null for a new one.</summary>
    public string? SourceKey { get; init; }

    public required string TargetKey { get; init; }

    /// <summary>Runs in whose interpretation reviewers made the change.</summary>
    public required int OccurrenceCount { get; init; }

    public required StructuralChangeStatus Status { get; init; }

    /// <summary>Somebody flagged it as critical; says nothing about the contract's critical keys.</summary>
    public required bool IsCritical { get; init; }

    /// <summary>UTC; the first occurrence.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC; the last occurrence or decision.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public required IReadOnlyList<EvidenceSample> EvidenceSamples { get; init; }

    /// <summary>The decision that made the status; null while PENDING.</summary>
    public string? StatusDecisionId { get; init; }

    /// <summary>The decision that flagged it; null when nobody did.</summary>
    public string? CriticalDecisionId { get; init; }
}

/// <summary>Where a change was made: references only. What a person added stands in no document, so there is no page.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="RunId">The run whose interpretation was changed.</param>
/// <param name="FieldId">The field.</param>
/// <param name="SeenAt">UTC.</param>
public sealed record EvidenceSample(string DocumentId, string RunId, string FieldId, DateTimeOffset SeenAt);

[JsonConverter(typeof(JsonStringEnumConverter<StructuralChangeType>))]
public enum StructuralChangeType
{
    /// <summary>A key that neither contract nor panel knows.</summary>
    [JsonStringEnumMemberName("NEW_KEY")]
    NewKey,

    [JsonStringEnumMemberName("KEY_RENAME")]
    KeyRename,

    [JsonStringEnumMemberName("KEY_DEPRECATION")]
    KeyDeprecation,

    [JsonStringEnumMemberName("KEY_MAPPING")]
    KeyMapping,
}

[JsonConverter(typeof(JsonStringEnumConverter<StructuralChangeStatus>))]
public enum StructuralChangeStatus
{
    [JsonStringEnumMemberName("PENDING")]
    Pending,

    [JsonStringEnumMemberName("APPROVED")]
    Approved,

    [JsonStringEnumMemberName("REJECTED")]
    Rejected,

    /// <summary>To be decided later.</summary>
    [JsonStringEnumMemberName("DEFERRED")]
    Deferred,
}

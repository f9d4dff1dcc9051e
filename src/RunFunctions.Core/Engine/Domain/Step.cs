using System.Text.Json.Serialization;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>Status of one attempt of a step.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepStatus>))]
public enum StepStatus
{
    [JsonStringEnumMemberName("NOT_STARTED")]
    NotStarted,

    [JsonStringEnumMemberName("RUNNING")]
    Running,

    [JsonStringEnumMemberName("SUCCEEDED")]
    Succeeded,

    [JsonStringEnumMemberName("FAILED")]
    Failed,
}

/// <summary>A step of a run's plan.</summary>
/// <param name="Name">Closed set per room, upper case: <c>EXTRACTION</c>.</param>
/// <param name="FailureCode">Error code of the step when nothing more precise is known: <c>EXTRACTION_FAILED</c>.</param>
public sealed record StepDefinition(string Name, string FailureCode)
{
    /// <summary>Artifact types that the step leaves; a rerun that does not execute it takes these over.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];
}

/// <summary>One attempt of a step that has begun and not ended.</summary>
/// <param name="Name">Name of the step.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="TakenOverAt">UTC; when the process that works on it now took it over from another one, null when none did.</param>
public sealed record OpenStep(string Name, int Attempt, DateTimeOffset StartedAt, DateTimeOffset? TakenOverAt = null);

/// <summary>The failure that ended an attempt, as the orchestration has to know it.</summary>
/// <param name="StepName">Name of the step.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="FailureType">What the run's failure type becomes if this was the last attempt.</param>
/// <param name="Retryable">False for a verdict on the input.</param>
/// <param name="ErrorCode">Closed code of the step.</param>
/// <param name="Reason">Finer code, or null.</param>
public sealed record FailedAttempt(string StepName, int Attempt, string FailureType, bool Retryable, string ErrorCode, string? Reason = null);

/// <summary>Where and why a run did not complete; equal for runs that failed alike.</summary>
/// <param name="StepName">The step; null when it was none.</param>
/// <param name="ErrorCode">Closed code of the step or of the run.</param>
/// <param name="Reason">Normalised finer reason: codes only; null when there is none.</param>
public sealed record RunFailure(string? StepName, string ErrorCode, string? Reason);

/// <summary>
/// What a STEP_STATUS artifact says (specs/documents.md §2.2). Append-only; the latest of a step is its status.
/// </summary>
/// <param name="StepName">Name of the step.</param>
/// <param name="Status">Status of this attempt.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC; null while running.</param>
/// <param name="ErrorCode">Set when failed; closed set of the room.</param>
/// <param name="Details">Small facts about the failure: codes and counts, never document text.</param>
/// <param name="Worker">Name of the process that works on it; null when the engine closed it.</param>
public sealed record StepRecord(
    string StepName,
    StepStatus Status,
    int Attempt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt = null,
    string? ErrorCode = null,
    IReadOnlyDictionary<string, string>? Details = null,
    string? Worker = null);

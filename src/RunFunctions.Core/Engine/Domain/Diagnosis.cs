namespace RunFunctions.Core.Engine.Domain;

/// <summary>Why a run is where it is; closed, explained in docs/watching-runs.md.</summary>
public static class DiagnosisCodes
{
    public const string WaitingForSlot = "WAITING_FOR_SLOT";
    public const string WaitingBehindOlderRuns = "WAITING_BEHIND_OLDER_RUNS";
    public const string WaitingForLimit = "WAITING_FOR_LIMIT";
    public const string NotScheduled = "NOT_SCHEDULED";
    public const string Starting = "STARTING";
    public const string Working = "WORKING";
    public const string BetweenSteps = "BETWEEN_STEPS";
    public const string Retrying = "RETRYING";
    public const string CancelRequested = "CANCEL_REQUESTED";
    public const string OutOfTime = "OUT_OF_TIME";
    public const string LeaseHeld = "LEASE_HELD";
    public const string LeaseReleased = "LEASE_RELEASED";
    public const string LeaseExpired = "LEASE_EXPIRED";
    public const string OrchestrationGone = "ORCHESTRATION_GONE";
    public const string OrchestrationSuspended = "ORCHESTRATION_SUSPENDED";
    public const string OrchestrationTerminated = "ORCHESTRATION_TERMINATED";
    public const string RecoveryNotRunning = "RECOVERY_NOT_RUNNING";
    public const string Completed = "COMPLETED";
    public const string Failed = "FAILED";
    public const string TimedOut = "TIMED_OUT";
    public const string Cancelled = "CANCELLED";
    public const string ProcessTerminated = "PROCESS_TERMINATED";
    public const string Quarantined = "QUARANTINED";
    public const string Superseded = "SUPERSEDED";
}

/// <summary>Why a run is where it is.</summary>
/// <param name="Code">One of <see cref="DiagnosisCodes"/>.</param>
/// <param name="Sentence">The same for people; ids, names of steps and processes, codes and times.</param>
/// <param name="Since">UTC; since when, if that is known.</param>
/// <param name="NextAt">UTC; when something happens about it at the latest, if that is known.</param>
/// <param name="RelatedRun">Another run that it is about.</param>
/// <param name="Details">Names and counts, by code.</param>
public sealed record Diagnosis(
    string Code,
    string Sentence,
    DateTimeOffset? Since = null,
    DateTimeOffset? NextAt = null,
    RunId? RelatedRun = null,
    IReadOnlyDictionary<string, string>? Details = null);

/// <summary>Where the orchestration of a run stands.</summary>
public enum OrchestrationState
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is scheduled or goes on.</summary>
    Active,

    /// <summary>Somebody suspended it.</summary>
    Suspended,

    /// <summary>Somebody terminated it.</summary>
    Terminated,

    /// <summary>It came to its end.</summary>
    Ended,
}

/// <summary>Everything a diagnosis is made from.</summary>
/// <param name="Run">The run.</param>
/// <param name="Subject">Its subject; needed while it is QUEUED.</param>
/// <param name="Orchestration">Its orchestration; needed until it is terminal.</param>
/// <param name="RecoveredAt">When recovery ran last, UTC; null when never.</param>
/// <param name="Plan">Steps of the run.</param>
/// <param name="Settings">The engine's numbers.</param>
/// <param name="Now">UTC.</param>
public sealed record RunSituation(
    Run Run,
    RunSubject? Subject,
    OrchestrationState Orchestration,
    DateTimeOffset? RecoveredAt,
    IReadOnlyList<StepDefinition> Plan,
    RunSettings Settings,
    DateTimeOffset Now)
{
    /// <summary>Name of the concurrency limit that keeps the run from starting; null when none does.</summary>
    public string? Limit { get; init; }
}

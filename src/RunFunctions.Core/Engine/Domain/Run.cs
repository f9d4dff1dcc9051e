using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>
/// One run: the state, its times, who may write to it and what it produced. Immutable; <see cref="RunLifecycle"/> makes
/// the next one. All times are UTC and never run backwards within a run.
/// </summary>
public sealed record Run
{
    public required OrganizationId Organization { get; init; }

    /// <summary>Also the instance id of the run's orchestration.</summary>
    public required RunId Id { get; init; }

    public required SubjectKey Subject { get; init; }

    public required RunState State { get; init; }

    /// <summary>When it was queued; its place in the subject's queue.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its place in the list of runs: when it was announced, just before it was queued.</summary>
    public required DateTimeOffset ListedAt { get; init; }

    /// <summary>One more with every change; tells which of two copies is the newer.</summary>
    public int Revision { get; init; }

    /// <summary>Time of the last change; a renewed lease is none.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it became terminal.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Closed set of the room and those of <see cref="RunLifecycle"/>; null unless FAILED.</summary>
    public string? FailureType { get; init; }

    /// <summary>Where and why the run failed or ran out of time, for grouping; null otherwise.</summary>
    public RunFailure? Failure { get; init; }

    /// <summary>Set while RUNNING.</summary>
    public RunLease? Lease { get; init; }

    /// <summary>The step attempt in progress.</summary>
    public OpenStep? OpenStep { get; init; }

    /// <summary>Highest attempt begun, by step name.</summary>
    public IReadOnlyDictionary<string, int> Attempts { get; init; } = new Dictionary<string, int>();

    /// <summary>The attempt that failed last; tells an activity that is repeated after a crash how its own work ended.</summary>
    public FailedAttempt? LastFailure { get; init; }

    /// <summary>Workers that died in the step that is open or would be next.</summary>
    public WorkerDeaths? Deaths { get; init; }

    /// <summary>Set when somebody asked to stop it; it does so at its next check, at once when it was QUEUED.</summary>
    public CancelRequest? CancelRequest { get; init; }

    /// <summary>Names of the steps that succeeded, in order; those of <see cref="ReusedSteps"/> first.</summary>
    public IReadOnlyList<string> SucceededSteps { get; init; } = [];

    /// <summary>What the run produced, by artifact type.</summary>
    public IReadOnlyDictionary<string, BlobReference> Outputs { get; init; } = new Dictionary<string, BlobReference>();

    /// <summary>How it read its input.</summary>
    public RunReading Reading { get; init; } = RunReading.None;

    /// <summary>How many artifacts were appended; the next one's sequence number.</summary>
    public int ArtifactCount { get; init; }

    /// <summary>How many events were recorded; the next one's sequence number.</summary>
    public int EventCount { get; init; }

    /// <summary>What this run does otherwise than the settings say.</summary>
    public RunConfig Config { get; init; } = RunConfig.Default;

    /// <summary>The run that this one repeats.</summary>
    public RunId? ParentRunId { get; init; }

    /// <summary>Steps that were not executed: their outputs are the parent's.</summary>
    public IReadOnlyList<string> ReusedSteps { get; init; } = [];

    /// <summary>The run that repeats this one.</summary>
    public RunId? SupersededBy { get; init; }

    /// <summary>What people attached to it.</summary>
    public RunAnnotations Annotations { get; init; } = RunAnnotations.None;

    /// <summary>The app that started it, or took it over last; null before the start and when the process did not know.</summary>
    public AppBuild? Build { get; init; }

    /// <summary>Storage operations that it took, by class (<see cref="StorageOperations"/>), up to the write that ended it. Counted by the store.</summary>
    public IReadOnlyDictionary<string, int> StorageCalls { get; init; } = StorageOperations.None;

    /// <summary>Request id of the call that created the run; every log line of the run carries it.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Who asked for the run.</summary>
    public required UserId CreatedBy { get; init; }

    /// <summary>Whether it repeats, or is about to repeat, a step whose attempt before failed.</summary>
    public bool IsRetrying => State == RunState.Running && (OpenStep is { } open
        ? open.Attempt > 1
        : LastFailure is { Retryable: true } failure && !SucceededSteps.Contains(failure.StepName));

    /// <summary>The attempt a step would begin now.</summary>
    public int NextAttempt(string stepName) => Attempts.GetValueOrDefault(stepName) + 1;
}

namespace RunFunctions.Core.Engine.Domain;

/// <summary>What recovery does with a RUNNING run whose worker is gone.</summary>
public enum RecoveryPolicy
{
    /// <summary>FAILED with PROCESS_TERMINATED.</summary>
    Fail,

    /// <summary>A new epoch; the orchestration continues or is restarted.</summary>
    Resume,
}

/// <summary>The engine's numbers (section <c>Engine</c> of the configuration).</summary>
public sealed record RunSettings
{
    /// <summary>Attempts per step, the first included.</summary>
    public int StepAttempts { get; init; } = 2;

    /// <summary>Wall clock of a run, from its start.</summary>
    public TimeSpan RunTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long a write protects a run from recovery, and a deletion from being taken over.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a live process renews the leases of its runs.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How old a QUEUED run is before it is checked for an orchestration, and how long nothing has happened in a RUNNING one before
    /// it is ended or taken over for want of an orchestration.
    /// </summary>
    public TimeSpan ScheduleGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Age from which an intent without a run is dropped. As long as a request may last: a run that is written after its
    /// intent was dropped would be unknown to recovery.
    /// </summary>
    public TimeSpan IntentGrace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Workers that may die in one step before the run is quarantined.</summary>
    public int MaxWorkerDeaths { get; init; } = 3;

    /// <summary>Requests of a process that may wait for a change of a run at the same time; more are answered at once.</summary>
    public int MaxWaiters { get; init; } = 1000;

    public RecoveryPolicy RecoveryPolicy { get; init; } = RecoveryPolicy.Fail;

    /// <summary>What a repeat of a request with an idempotency key gets whose run failed, when the request does not say.</summary>
    public FailedRunPolicy IdempotencyOnFailure { get; init; } = FailedRunPolicy.Replay;

    /// <summary>How long idempotency keys are kept.</summary>
    public TimeSpan IdempotencyRetention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether admins and services get the addresses at which the durable engine manages a run's orchestration. They hold a key
    /// of the whole app: where organizations do not trust each other's admins, this is to be off.
    /// </summary>
    public bool ManagementLinks { get; init; } = true;

    /// <summary>Wall clock of a run.</summary>
    public TimeSpan TimeoutOf(Run run) => run.Config.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : RunTimeout;

    /// <summary>When the wall clock of a run that has started is over, UTC.</summary>
    public DateTimeOffset DeadlineOf(Run run) => run.StartedAt!.Value + TimeoutOf(run);

    /// <summary>Attempts per step of a run, the first included.</summary>
    public int StepAttemptsOf(Run run) => run.Config.StepAttempts ?? StepAttempts;
}

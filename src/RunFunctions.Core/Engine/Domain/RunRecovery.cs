namespace RunFunctions.Core.Engine.Domain;

/// <summary>What recovery does about a RUNNING run.</summary>
/// <param name="Command">Resume takes it over, Fail and TimeOut end it; null leaves it alone.</param>
/// <param name="FailureType">Set for Fail.</param>
public readonly record struct RecoveryVerdict(RunCommand? Command, string? FailureType = null);

/// <summary>
/// Which RUNNING runs need recovery, decided without I/O: from the lease, from where the orchestration stands, and from times that
/// stand still while nothing happens. A lease that is renewed says that a process lives, not that anything goes on with the run.
/// </summary>
public static class RunRecovery
{
    /// <summary>From when on recovery acts if nothing happens before, UTC; null when it has no reason to.</summary>
    public static DateTimeOffset? ActsAt(Run run, OrchestrationState orchestration, RunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(settings);
        var lease = run.Lease!;

        // Time for recovery elsewhere to schedule what it has just taken over, and for a step at work to see that it is to stop.
        var quietAt = run.UpdatedAt + (run.CancelRequest is null ? settings.ScheduleGrace : settings.Heartbeat);
        var deadline = settings.DeadlineOf(run);
        return orchestration switch
        {
            // A lease that was given back is no sign of a death: the orchestration goes on as soon as it is served again.
            OrchestrationState.Active => lease.IsReleased ? null : lease.ExpiresAt,
            OrchestrationState.Suspended => run.CancelRequest is null ? deadline : Earlier(quietAt, deadline),
            _ => lease.IsReleased ? quietAt : Earlier(quietAt, lease.ExpiresAt),
        };
    }

    /// <summary>What recovery does now.</summary>
    public static RecoveryVerdict Of(Run run, OrchestrationState orchestration, RunSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(settings);
        if (run.State != RunState.Running || !(ActsAt(run, orchestration, settings) <= now))
        {
            return default;
        }

        return orchestration switch
        {
            // The wall clock is a timer of the orchestration, which does not fire for as long as that is suspended.
            OrchestrationState.Suspended => new RecoveryVerdict(RunCommand.TimeOut),

            // Nobody died: what a person ended is not taken up again, whatever the policy.
            OrchestrationState.Terminated => new RecoveryVerdict(RunCommand.Fail, RunLifecycle.OrchestrationTerminated),
            _ => OfOrphan(run, orchestration, settings, now),
        };
    }

    /// <summary>The deaths of a RUNNING run: one more once the worker of its open step was not heard of for a whole lease.</summary>
    public static WorkerDeaths? DeathsOf(Run run, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Lease!.ExpiresAt <= now ? WorkerDeaths.After(run) : run.Deaths;
    }

    private static RecoveryVerdict OfOrphan(Run run, OrchestrationState orchestration, RunSettings settings, DateTimeOffset now)
    {
        var lease = run.Lease!;
        var isOver = run.CancelRequest is not null || settings.DeadlineOf(run) <= now;
        var goesOn = !isOver && (settings.RecoveryPolicy == RecoveryPolicy.Resume || lease.IsReleased);
        if (goesOn && orchestration == OrchestrationState.Active)
        {
            // It continues by itself; its next write renews the lease.
            return default;
        }

        if (DeathsOf(run, now)?.Count >= settings.MaxWorkerDeaths)
        {
            return new RecoveryVerdict(RunCommand.Fail, RunLifecycle.Quarantined);
        }

        return goesOn ? new RecoveryVerdict(RunCommand.Resume) : new RecoveryVerdict(RunCommand.Fail, RunLifecycle.ProcessTerminated);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

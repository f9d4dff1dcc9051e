using System.Globalization;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>Says why a run is where it is, from what is known of it. Endings are in <see cref="EndDiagnosis"/>.</summary>
public static class RunDiagnosis
{
    /// <summary>How often recovery runs.</summary>
    public static readonly TimeSpan RecoveryInterval = TimeSpan.FromSeconds(10);

    /// <summary>How long recovery may be silent before its host counts as not running timers.</summary>
    public static readonly TimeSpan RecoverySilence = TimeSpan.FromSeconds(60);

    // A waiting orchestration asks again by itself after this, whoever forgot to tell it.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>The one reason that matters most.</summary>
    public static Diagnosis Of(RunSituation situation)
    {
        ArgumentNullException.ThrowIfNull(situation);
        return situation.Run.State switch
        {
            RunState.Queued => OfQueued(situation),
            RunState.Running => OfRunning(situation),
            _ => EndDiagnosis.Of(situation.Run),
        };
    }

    internal static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Diagnosis OfQueued(RunSituation situation)
    {
        var (run, subject) = (situation.Run, situation.Subject);
        var ahead = subject?.Queue.TakeWhile(waiting => waiting != run.Id).Count() ?? 0;
        if (ahead > 0)
        {
            return new Diagnosis(
                DiagnosisCodes.WaitingBehindOlderRuns,
                $"{Text(ahead)} older {(ahead == 1 ? "run waits" : "runs wait")} before it for the same subject.",
                run.CreatedAt,
                RelatedRun: subject!.RunningRunId ?? subject.Queue[0],
                Details: new Dictionary<string, string> { ["runs_ahead"] = Text(ahead) });
        }

        if (subject?.RunningRunId is { } holder)
        {
            return new Diagnosis(DiagnosisCodes.WaitingForSlot, $"It waits for run {holder}, which is RUNNING for the same subject.", run.CreatedAt, RelatedRun: holder);
        }

        return Orchestration(situation)
            ?? (situation.Limit is { } limit
                ? new Diagnosis(
                    DiagnosisCodes.WaitingForLimit,
                    $"It waits for a place under the limit {limit}.",
                    run.CreatedAt,
                    Details: new Dictionary<string, string> { ["limit"] = limit })
                : new Diagnosis(
                    DiagnosisCodes.Starting, "It is about to start: nothing keeps it.", run.UpdatedAt, NotBefore(run.UpdatedAt + LongestWait, situation)));
    }

    private static Diagnosis OfRunning(RunSituation situation)
    {
        var (run, now) = (situation.Run, situation.Now);
        var lease = run.Lease!;
        var deadline = situation.Settings.DeadlineOf(run);
        if (Orchestration(situation) is { } orchestration)
        {
            return orchestration;
        }

        if (!lease.IsReleased && lease.ExpiresAt <= now)
        {
            return Recovered(situation, new Diagnosis(
                DiagnosisCodes.LeaseExpired,
                $"Worker {lease.Owner} has not been heard of; its lease expired at {Text(lease.ExpiresAt)}.",
                lease.ExpiresAt,
                Details: Worker(lease)));
        }

        if (run.CancelRequest is { } cancel)
        {
            return new Diagnosis(
                DiagnosisCodes.CancelRequested,
                $"User {cancel.By} asked it to stop at {Text(cancel.At)}; it stops at its next check.",
                cancel.At,
                deadline,
                Details: new Dictionary<string, string> { ["requested_by"] = cancel.By.Value });
        }

        if (deadline <= now)
        {
            return new Diagnosis(
                DiagnosisCodes.OutOfTime, $"Its time was over at {Text(deadline)}; it is about to be TIMED_OUT.", deadline, NotBefore(deadline + RecoveryInterval, situation));
        }

        if (lease.IsReleased)
        {
            return new Diagnosis(
                DiagnosisCodes.LeaseReleased, "Its worker stopped in order; it goes on as soon as another one takes it.", run.UpdatedAt, deadline);
        }

        var heard = lease.ExpiresAt - situation.Settings.Lease;
        return heard + (2 * situation.Settings.Heartbeat) < now
            ? new Diagnosis(
                DiagnosisCodes.LeaseHeld,
                $"Worker {lease.Owner} has not been heard of since {Text(heard)}; it holds the lease until {Text(lease.ExpiresAt)}.",
                heard,
                lease.ExpiresAt,
                Details: Worker(lease))
            : OfWorking(situation, deadline);
    }

    private static Diagnosis OfWorking(RunSituation situation, DateTimeOffset deadline)
    {
        var run = situation.Run;
        var attempts = situation.Settings.StepAttemptsOf(run);
        if (run.OpenStep is { } open)
        {
            var since = open.TakenOverAt ?? open.StartedAt;
            return new Diagnosis(
                DiagnosisCodes.Working,
                $"Worker {run.Lease!.Owner} works on step {open.Name} since {Text(since)} (attempt {Text(open.Attempt)} of {Text(Math.Max(open.Attempt, attempts))}).",
                since,
                deadline,
                Details: Step(open.Name, open.Attempt, Math.Max(open.Attempt, attempts), run.Lease));
        }

        if (situation.Plan.FirstOrDefault(step => !run.SucceededSteps.Contains(step.Name)) is not { } next)
        {
            return new Diagnosis(DiagnosisCodes.BetweenSteps, "Every step succeeded; it is about to be COMPLETED.", run.UpdatedAt, deadline);
        }

        var attempt = run.NextAttempt(next.Name);
        return attempt > 1
            ? new Diagnosis(
                DiagnosisCodes.Retrying,
                $"Step {next.Name} failed and is tried again at once (attempt {Text(attempt)} of {Text(Math.Max(attempt, attempts))}).",
                run.UpdatedAt,
                run.UpdatedAt,
                Details: Step(next.Name, attempt, Math.Max(attempt, attempts), run.Lease!))
            : new Diagnosis(
                DiagnosisCodes.BetweenSteps,
                $"It is about to begin step {next.Name}.",
                run.UpdatedAt,
                deadline,
                Details: Step(next.Name, attempt, attempts, run.Lease!));
    }

    // What is wrong with the orchestration; null when it goes on.
    private static Diagnosis? Orchestration(RunSituation situation)
    {
        var run = situation.Run;
        var isQueued = run.State == RunState.Queued;
        return situation.Orchestration switch
        {
            OrchestrationState.Suspended when isQueued => new Diagnosis(
                DiagnosisCodes.OrchestrationSuspended, "Somebody suspended its orchestration; it goes on when it is resumed.", run.UpdatedAt),
            OrchestrationState.Suspended => OfSuspended(situation),
            OrchestrationState.Terminated => Recovered(situation, new Diagnosis(
                DiagnosisCodes.OrchestrationTerminated, "Somebody terminated its orchestration.", run.UpdatedAt)),
            OrchestrationState.Missing or OrchestrationState.Ended when isQueued => Recovered(situation, new Diagnosis(
                DiagnosisCodes.NotScheduled, "It is queued but was not scheduled yet.", run.CreatedAt)),
            OrchestrationState.Missing or OrchestrationState.Ended => Recovered(situation, new Diagnosis(
                DiagnosisCodes.OrchestrationGone, "It has no orchestration any more.", run.UpdatedAt)),
            _ => null,
        };
    }

    // The wall clock goes on, and only recovery can end a run whose orchestration does not.
    private static Diagnosis OfSuspended(RunSituation situation)
    {
        var run = situation.Run;
        var deadline = situation.Settings.DeadlineOf(run);
        return run.CancelRequest is { } cancel
            ? Recovered(situation, new Diagnosis(
                DiagnosisCodes.OrchestrationSuspended,
                $"Somebody suspended its orchestration, and user {cancel.By} asked it to stop at {Text(cancel.At)}.",
                cancel.At))
            : deadline <= situation.Now
            ? Recovered(situation, new Diagnosis(
                DiagnosisCodes.OutOfTime, $"Its time was over at {Text(deadline)}, while its orchestration was suspended; it is about to be TIMED_OUT.", deadline))
            : new Diagnosis(
                DiagnosisCodes.OrchestrationSuspended,
                $"Somebody suspended its orchestration; it goes on when it is resumed, and is TIMED_OUT at {Text(deadline)} if it is not.",
                run.UpdatedAt,
                deadline);
    }

    // Only recovery can help: when it does, or that it does not run.
    private static Diagnosis Recovered(RunSituation situation, Diagnosis diagnosis)
    {
        var quiet = situation.RecoveredAt is not { } last || last + RecoverySilence < situation.Now;
        if (quiet)
        {
            var silence = situation.RecoveredAt is { } seen ? $"has not run since {Text(seen)}" : "has never run";
            return new Diagnosis(
                DiagnosisCodes.RecoveryNotRunning,
                $"{diagnosis.Sentence} Recovery would repair it but {silence}: the host runs no timers.",
                diagnosis.Since,
                Details: new Dictionary<string, string> { ["cause"] = diagnosis.Code });
        }

        var (run, settings) = (situation.Run, situation.Settings);
        var actsAt = run.State == RunState.Running ? RunRecovery.ActsAt(run, situation.Orchestration, settings) : null;
        var nextAt = RunLifecycle.Later(NotBefore(run.ListedAt + settings.ScheduleGrace, situation), actsAt) + RecoveryInterval;
        return diagnosis with { Sentence = $"{diagnosis.Sentence} Recovery looks after it by {Text(nextAt)}.", NextAt = nextAt };
    }

    private static DateTimeOffset NotBefore(DateTimeOffset at, RunSituation situation) => at > situation.Now ? at : situation.Now;

    private static Dictionary<string, string> Worker(RunLease lease) => new() { ["worker"] = lease.Owner };

    private static Dictionary<string, string> Step(string name, int attempt, int attempts, RunLease lease) =>
        new() { ["step_name"] = name, ["attempt"] = Text(attempt), ["attempts"] = Text(attempts), ["worker"] = lease.Owner };
}

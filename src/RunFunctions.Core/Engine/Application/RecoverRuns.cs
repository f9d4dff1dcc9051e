using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>What one round of recovery did, by kind of repair.</summary>
public sealed record RecoveryReport(int Seen, int Scheduled, int Signalled, int Failed, int Resumed, int Finished, int Dropped);

/// <summary>
/// Finds orphaned work by key and repairs it through the same use cases as the normal path. Safe with many instances:
/// every repair is a conditional write, and a round that loses a race has nothing left to do.
/// </summary>
public sealed class RecoverRuns(
    IRunIndex index,
    IRunStore store,
    IRunPlans plans,
    RunWriter writer,
    EndRun endRun,
    RunConcurrency concurrency,
    IRecoveryTrace trace,
    WorkerIdentity worker,
    RunSettings settings,
    TimeProvider clock)
{
    /// <exception cref="AggregateException">Some runs could not be repaired; every other one was.</exception>
    public async Task<RecoveryReport> HandleAsync(IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var report = new RecoveryReport(0, 0, 0, 0, 0, 0, 0);
        List<Exception> failures = [];
        await trace.LeaveAsync(worker.Name, clock.GetUtcNow(), cancellationToken);
        var unfinished = await index.ListActiveAsync(cancellationToken);
        var waiting = await FreePlacesAsync(unfinished, cancellationToken);
        foreach (var active in unfinished)
        {
            try
            {
                report = Count(report, await RepairAsync(active, waiting, scheduler, cancellationToken));
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // One run that cannot be repaired must not keep the others waiting.
                failures.Add(failure);
            }
        }

        return failures.Count == 0 ? report : throw new AggregateException("Some runs could not be repaired.", failures);
    }

    private enum Repair
    {
        None,
        Scheduled,
        Signalled,
        Failed,
        Resumed,
        Finished,
        Dropped,
    }

    /// <summary>Frees the places of runs that are over, for every organization with work to do.</summary>
    /// <returns>The runs that wait for a place: there is no use in telling them to start.</returns>
    private async Task<IReadOnlySet<RunId>> FreePlacesAsync(IReadOnlyList<ActiveRun> unfinished, CancellationToken cancellationToken)
    {
        HashSet<RunId> waiting = [];
        if (!concurrency.IsLimited)
        {
            return waiting;
        }

        var known = unfinished.Select(active => active.Id).ToHashSet();
        foreach (var organization in unfinished.Select(active => active.Organization).Distinct())
        {
            var places = await concurrency.SweepAsync(
                organization,
                async run => !known.Contains(run)
                    && (await store.FindAsync(organization, run, cancellationToken) is not { } found || found.Value.State.IsTerminal()),
                cancellationToken);
            waiting.UnionWith(places.All.Where(place => !place.Held).Select(place => place.Run));
        }

        return waiting;
    }

    private async Task<Repair> RepairAsync(ActiveRun active, IReadOnlySet<RunId> waiting, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - active.ListedAt < settings.ScheduleGrace)
        {
            return Repair.None;
        }

        var run = (await store.FindAsync(active.Organization, active.Id, cancellationToken))?.Value;
        switch (run?.State)
        {
            case null when now - active.ListedAt < settings.IntentGrace:
                // Its run may still be on the way.
                return Repair.None;
            case null:
                // The process died between the intent and the run: nobody was told of it.
                await index.WithdrawAsync(active.Organization, active.Id, active.ListedAt, cancellationToken);
                return Repair.Dropped;
            case not null when run.ListedAt != active.ListedAt:
                // Announced by a request that died; its repeat announced and wrote the run.
                await index.WithdrawAsync(active.Organization, active.Id, active.ListedAt, cancellationToken);
                return Repair.Dropped;
            case RunState.Queued:
                return await RepairQueuedAsync(run, waiting, scheduler, cancellationToken);
            case RunState.Running:
                return await RepairRunningAsync(run, scheduler, now, cancellationToken);
            default:
                await SignalNextAsync(await endRun.MakeKnownAsync(run, cancellationToken), scheduler, cancellationToken);
                return Repair.Finished;
        }
    }

    private async Task<Repair> RepairQueuedAsync(Run run, IReadOnlySet<RunId> waiting, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        if (!await scheduler.IsScheduledAsync(run.Id, cancellationToken))
        {
            await ShowRepeatedAsync(run, cancellationToken);
            await scheduler.ScheduleAsync(run.Organization, run.Subject.Kind, run.Id, cancellationToken);
            return Repair.Scheduled;
        }

        var subject = await store.FindSubjectToChangeAsync(run.Organization, run.Subject, fresh: true, cancellationToken);
        if (subject?.Value.NextToStart != run.Id || waiting.Contains(run.Id))
        {
            return Repair.None;
        }

        await scheduler.SignalSlotFreeAsync(run.Id, cancellationToken);
        return Repair.Signalled;
    }

    // Whoever wrote the run may have died before the list said of the run that it repeats that it is superseded.
    private async Task ShowRepeatedAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.ParentRunId is { } parent && await store.FindAsync(run.Organization, parent, cancellationToken) is { } repeated)
        {
            await index.ShowAsync(repeated.Value, cancellationToken);
        }
    }

    private async Task<Repair> RepairRunningAsync(Run run, IRunScheduler scheduler, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A lease that was given back is no sign of a death: the orchestration goes on as soon as it is served again.
        var leaseExpired = !run.Lease!.IsReleased && run.Lease.ExpiresAt <= now;
        var gone = now - run.UpdatedAt >= settings.ScheduleGrace && !await scheduler.IsScheduledAsync(run.Id, cancellationToken);
        if (!leaseExpired && !gone)
        {
            return Repair.None;
        }

        var outOfTime = run.StartedAt + settings.TimeoutOf(run) <= now;
        var goesOn = settings.RecoveryPolicy == RecoveryPolicy.Resume || run.Lease.IsReleased;
        if (!goesOn || outOfTime || run.CancelRequest is not null)
        {
            return await FailAsync(run, scheduler, cancellationToken);
        }

        // An orchestration that still exists continues by itself; its next write renews the lease.
        return gone || !await scheduler.IsScheduledAsync(run.Id, cancellationToken)
            ? await TakeOverAsync(run, scheduler, cancellationToken)
            : Repair.None;
    }

    private async Task<Repair> FailAsync(Run run, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var failureType = WorkerDeaths.After(run)?.Count >= settings.MaxWorkerDeaths ? RunLifecycle.Quarantined : RunLifecycle.ProcessTerminated;

        // The epoch is the one just read: a worker that renewed in between wins, because the write names its version.
        var outcome = await writer.ChangeWithSubjectAsync(
            run.Organization,
            run.Id,
            (current, subject) => current.Lease is { } lease && lease.ExpiresAt == run.Lease!.ExpiresAt
                ? RunLifecycle.End(
                    current with { Deaths = WorkerDeaths.After(current) }, subject, RunCommand.Fail, failureType, run.Lease.Epoch, plans.For(run.Subject.Kind).Steps, RunActor.Recovery(worker.Name), clock.GetUtcNow())
                : RunRefusal.IllegalTransition,
            cancellationToken);
        if (outcome?.Decision is not { } decision)
        {
            return Repair.None;
        }

        await SignalNextAsync(await endRun.MakeKnownAsync(decision.Run, cancellationToken), scheduler, cancellationToken);
        return Repair.Failed;
    }

    private Task<Repair> TakeOverAsync(Run run, IRunScheduler scheduler, CancellationToken cancellationToken) =>
        WorkerDeaths.After(run)?.Count >= settings.MaxWorkerDeaths
            ? FailAsync(run, scheduler, cancellationToken)
            : ResumeAsync(run, scheduler, cancellationToken);

    private async Task<Repair> ResumeAsync(Run run, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var outcome = await writer.ChangeAsync(
            run.Organization,
            run.Id,
            current => current.Lease is { } lease && lease.ExpiresAt == run.Lease!.ExpiresAt
                ? RunLifecycle.Resume(current with { Build = worker.Build }, worker.Name, settings.Lease, plans.For(run.Subject.Kind).Steps, clock.GetUtcNow())
                : RunRefusal.IllegalTransition,
            cancellationToken);
        if (outcome?.Decision is not { } decision)
        {
            return Repair.None;
        }

        await scheduler.ScheduleAsync(run.Organization, run.Subject.Kind, run.Id, cancellationToken);
        return Repair.Resumed;
    }

    private static async Task SignalNextAsync(EndResult ended, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        foreach (var next in ended.ToBeTold)
        {
            await scheduler.SignalSlotFreeAsync(next, cancellationToken);
        }
    }

    private static RecoveryReport Count(RecoveryReport report, Repair repair) => repair switch
    {
        Repair.Scheduled => report with { Seen = report.Seen + 1, Scheduled = report.Scheduled + 1 },
        Repair.Signalled => report with { Seen = report.Seen + 1, Signalled = report.Signalled + 1 },
        Repair.Failed => report with { Seen = report.Seen + 1, Failed = report.Failed + 1 },
        Repair.Resumed => report with { Seen = report.Seen + 1, Resumed = report.Resumed + 1 },
        Repair.Finished => report with { Seen = report.Seen + 1, Finished = report.Finished + 1 },
        Repair.Dropped => report with { Seen = report.Seen + 1, Dropped = report.Dropped + 1 },
        _ => report with { Seen = report.Seen + 1 },
    };
}

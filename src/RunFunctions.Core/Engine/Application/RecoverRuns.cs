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
                await FinishAsync(run, scheduler, cancellationToken);
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
        var orchestration = await scheduler.FindStateAsync(run.Id, cancellationToken);
        var verdict = RunRecovery.Of(run, orchestration, settings, now);
        return verdict.Command switch
        {
            null => Repair.None,
            RunCommand.Resume => await ResumeAsync(run, IsStillSo, scheduler, cancellationToken),
            _ => await EndAsync(run, verdict, IsStillSo, now, scheduler, cancellationToken),
        };

        // Whoever worked on it, renewed its lease or took it over since it was read has won.
        bool IsStillSo(Run current) =>
            current.Lease?.Epoch == run.Lease!.Epoch && RunRecovery.Of(current, orchestration, settings, now) == verdict;
    }

    private async Task<Repair> EndAsync(
        Run run, RecoveryVerdict verdict, Func<Run, bool> isStillSo, DateTimeOffset now, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var outcome = await writer.ChangeWithSubjectAsync(
            run.Organization,
            run.Id,
            (current, subject) => isStillSo(current)
                ? RunLifecycle.End(
                    current with { Deaths = RunRecovery.DeathsOf(current, now) },
                    subject,
                    verdict.Command!.Value,
                    verdict.FailureType,
                    current.Lease!.Epoch,
                    plans.For(run.Subject.Kind).Steps,
                    RunActor.Recovery(worker.Name),
                    clock.GetUtcNow())
                : RunRefusal.IllegalTransition,
            cancellationToken);
        if (outcome?.Decision is not { } decision)
        {
            return Repair.None;
        }

        await FinishAsync(decision.Run, scheduler, cancellationToken);
        return Repair.Failed;
    }

    private async Task<Repair> ResumeAsync(Run run, Func<Run, bool> isStillSo, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var outcome = await writer.ChangeAsync(
            run.Organization,
            run.Id,
            current => isStillSo(current)
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

    // What a run that is over has left to do. While it is marked as unfinished, a crash in between only means that this is repeated.
    private async Task FinishAsync(Run run, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        if (await scheduler.FindStateAsync(run.Id, cancellationToken) == OrchestrationState.Suspended)
        {
            // It would wait for somebody to resume it, and find nothing to do.
            await scheduler.TerminateAsync(run.Id, cancellationToken);
        }

        await SignalNextAsync(await endRun.MakeKnownAsync(run, cancellationToken), scheduler, cancellationToken);
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

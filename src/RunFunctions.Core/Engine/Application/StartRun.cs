using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>How an attempt to start ended.</summary>
public enum StartVerdict
{
    /// <summary>The run holds the slot; go on under the given epoch.</summary>
    Started,

    /// <summary>Another run holds the slot or has waited longer, or as many run as may; try again when told.</summary>
    Wait,

    /// <summary>The run is terminal or gone; there is nothing to do.</summary>
    Stop,
}

/// <param name="Verdict">What to do now.</param>
/// <param name="Epoch">Epoch to write under; 0 unless started.</param>
/// <param name="Deadline">When the run's wall clock is over; set when started.</param>
/// <param name="Attempts">Attempts begun so far by step name; a resumed run goes on from there.</param>
/// <param name="SucceededSteps">Steps that need not be executed again.</param>
/// <param name="StepAttempts">Attempts per step, the first included; set when started.</param>
public sealed record StartResult(
    StartVerdict Verdict,
    int Epoch = 0,
    DateTimeOffset? Deadline = null,
    IReadOnlyDictionary<string, int>? Attempts = null,
    IReadOnlyList<string>? SucceededSteps = null,
    int StepAttempts = 0);

/// <summary>
/// QUEUED → RUNNING under the guard. Asking again for a run that is RUNNING renews its lease and answers the same: the
/// asking orchestration is the run's own, come back after a crash.
/// </summary>
public sealed class StartRun(
    IRunStore store,
    RunWriter writer,
    IRunIndex index,
    RunConcurrency concurrency,
    RunLeaseKeeper keeper,
    WorkerIdentity worker,
    RunSettings settings,
    TimeProvider clock)
{
    public async Task<StartResult> HandleAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken)
    {
        var next = concurrency.IsLimited ? await FindNextToStartAsync(organization, id, cancellationToken) : null;
        if (next is not null && !await concurrency.EnterAsync(next, cancellationToken))
        {
            return new StartResult(StartVerdict.Wait);
        }

        var outcome = await writer.ChangeWithSubjectAsync(
            organization,
            id,
            (run, subject) => run.State == RunState.Running
                ? RunLifecycle.Renew(run, worker.Name, run.Lease!.Epoch, settings.Lease, clock.GetUtcNow())
                : RunLifecycle.Start(run with { Build = worker.Build }, subject, worker.Name, settings.Lease, clock.GetUtcNow()),
            cancellationToken);

        if (outcome?.Decision?.Run is { } run)
        {
            keeper.Watch(run);
            await index.ShowAsync(run, cancellationToken);
            return new StartResult(
                StartVerdict.Started, run.Lease!.Epoch, settings.DeadlineOf(run), run.Attempts, run.SucceededSteps, settings.StepAttemptsOf(run));
        }

        if (next is not null)
        {
            // Ended or overtaken since it was looked at. Whoever is granted the place is told by recovery.
            await concurrency.LeaveAsync(next, cancellationToken);
        }

        return new StartResult(outcome?.Refusal is RunRefusal.SlotHeld or RunRefusal.OlderRunQueued ? StartVerdict.Wait : StartVerdict.Stop);
    }

    // A run that another one of its subject keeps from starting must not hold a place meanwhile.
    private async Task<Run?> FindNextToStartAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken) =>
        await store.FindToChangeAsync(organization, id, fresh: true, cancellationToken) is { Value: { State: RunState.Queued } run }
        && await store.FindSubjectToChangeAsync(organization, run.Subject, fresh: true, cancellationToken) is { } subject
        && subject.Value.NextToStart == id
            ? run
            : null;
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application.Webhooks;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <param name="Organization">Owner of the run.</param>
/// <param name="Run">The run.</param>
/// <param name="Command">Complete, Fail, TimeOut or Cancel.</param>
/// <param name="FailureType">Required for Fail.</param>
/// <param name="Epoch">Epoch of the writer; null only for cancelling from outside.</param>
/// <param name="Actor">Who or what ends it; null for the process that works on it.</param>
public sealed record EndCommand(OrganizationId Organization, RunId Run, RunCommand Command, string? FailureType, int? Epoch, RunActor? Actor = null);

/// <summary>How ending a run went.</summary>
/// <param name="State">State of the run now; null when there is no such run or somebody else has taken it over.</param>
/// <param name="NextToStart">The run of the same subject that may start now, to be told so.</param>
/// <param name="Granted">Runs of other subjects that were granted the place, where concurrency is limited; to be told so.</param>
public sealed record EndResult(RunState? State, RunId? NextToStart, IReadOnlyList<RunId> Granted)
{
    /// <summary>Every run that is to be told.</summary>
    public IReadOnlyList<RunId> ToBeTold => [.. (NextToStart is { } next ? [next] : Array.Empty<RunId>()).Union(Granted)];
}

/// <summary>
/// Makes a run terminal, then makes that known: the room's lists, the webhooks, the list of runs, the runs that may start now. A run
/// that is terminal already only gets the second half, so that calling it again after a crash finishes what was begun.
/// </summary>
public sealed class EndRun(
    IRunStore store,
    IRunIndex index,
    RunConcurrency concurrency,
    IRunPlans plans,
    QueueDeliveries webhooks,
    RunWriter writer,
    RunLeaseKeeper keeper,
    WorkerIdentity worker,
    TimeProvider clock)
{
    public async Task<EndResult> HandleAsync(EndCommand command, CancellationToken cancellationToken)
    {
        Run? run = null;
        RunSubject? subject = null;
        var outcome = await writer.ChangeWithSubjectAsync(
            command.Organization,
            command.Run,
            (current, its) =>
            {
                (run, subject) = (current, its);
                return RunLifecycle.End(
                    current,
                    its,
                    command.Command,
                    command.FailureType,
                    command.Epoch,
                    plans.For(current.Subject.Kind).Steps,
                    command.Actor ?? RunActor.Worker(worker.Name),
                    clock.GetUtcNow());
            },
            cancellationToken);
        if (outcome?.Decision is { } decision)
        {
            (run, subject) = (decision.Run, decision.Subject);
        }

        return run is not null && run.State.IsTerminal()
            ? await MakeKnownAsync(run, subject!, cancellationToken)
            : new EndResult(null, null, []);
    }

    /// <summary>The second half, for a run that is found terminal.</summary>
    public async Task<EndResult> MakeKnownAsync(Run run, CancellationToken cancellationToken) =>
        await store.FindSubjectToChangeAsync(run.Organization, run.Subject, fresh: true, cancellationToken) is { } subject
            ? await MakeKnownAsync(run, subject.Value, cancellationToken)
            : new EndResult(run.State, null, []);

    /// <summary>The second half, for a run that was just made terminal.</summary>
    public async Task<EndResult> MakeKnownAsync(Run run, RunSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(subject);
        keeper.Forget(run.Id);
        await plans.For(run.Subject.Kind).ProjectAsync(run, subject, cancellationToken);

        // While the run is marked as unfinished, a crash loses no delivery.
        await webhooks.OfRunAsync(run, cancellationToken);
        var granted = await concurrency.LeaveAsync(run, cancellationToken);
        await index.CloseAsync(run, cancellationToken);
        if (run.ParentRunId is { } parent && await store.FindAsync(run.Organization, parent, cancellationToken) is { } superseded)
        {
            // Whoever made the run may have died before it showed that the old one is superseded.
            await index.ShowAsync(superseded.Value, cancellationToken);
        }

        return new EndResult(run.State, subject.NextToStart, granted);
    }
}

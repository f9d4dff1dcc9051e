using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>
/// Stops a run. A QUEUED one is CANCELLED at once, and its waiting orchestration is told, so that it ends too. A RUNNING one is
/// asked: the step that works learns it at once in this process and within two seconds in another, the others at their beginning,
/// and then the run's own orchestration ends it. Asking again changes nothing.
/// </summary>
public sealed class CancelRun(RunWriter writer, EndRun endRun, IRunPlans plans, RunLeaseKeeper keeper, TimeProvider clock)
{
    /// <summary>Refused with <c>details.reason</c> when the run has ended otherwise.</summary>
    public const string RunEndedReason = "RUN_ENDED";

    /// <returns>The run: CANCELLED, or RUNNING with its request; NOT_FOUND or CONFLICT.</returns>
    public async Task<Result<Run>> HandleAsync(RequestOrigin origin, RunId id, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(scheduler);
        Run? run = null;
        var outcome = await writer.ChangeWithSubjectAsync(
            origin.Organization,
            id,
            (current, subject) =>
            {
                run = current;
                return RunLifecycle.Cancel(current, subject, origin.User, plans.For(current.Subject.Kind).Steps, clock.GetUtcNow());
            },
            cancellationToken);
        if (run is null)
        {
            return Refusal.NotFound("The run");
        }

        if (outcome?.Decision is not { } decision)
        {
            return run.State is RunState.Running or RunState.Cancelled
                ? run
                : Refusal.Conflict(RunEndedReason, "The run has ended.");
        }

        keeper.Stop(id);
        if (decision.Subject is { } released)
        {
            await scheduler.SignalSlotFreeAsync(id, cancellationToken);
            foreach (var next in (await endRun.MakeKnownAsync(decision.Run, released, cancellationToken)).ToBeTold)
            {
                await scheduler.SignalSlotFreeAsync(next, cancellationToken);
            }
        }

        return decision.Run;
    }
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>
/// Creates a QUEUED run. It is announced first: whatever happens after that, recovery finds the run.
/// Scheduling the orchestration is the caller's next step; if it never comes, recovery does it.
/// </summary>
public sealed class QueueRun(IRunStore store, IRunIndex index, AdmitRun admitRun, RunWriter writer, IIdSource ids, TimeProvider clock)
{
    /// <summary>Refused with <c>details.reason</c> when too many runs wait.</summary>
    public const string QueueFullReason = "QUEUE_FULL";

    /// <summary>Queues a run of a subject that exists. At most 3 storage calls when nobody else writes to the subject.</summary>
    /// <returns>The run; NOT_FOUND when the subject does not exist, RATE_LIMITED or CONFLICT when too many runs wait.</returns>
    public async Task<Result<RunDecision>> HandleAsync(
        RequestOrigin origin, SubjectKey key, CancellationToken cancellationToken)
    {
        if (await admitRun.CheckAsync(origin, key.Kind, cancellationToken) is { } notNow)
        {
            return notNow;
        }

        if (await store.FindSubjectToChangeAsync(origin.Organization, key, fresh: true, cancellationToken) is not { } subject)
        {
            return Refusal.NotFound("The subject of the run");
        }

        var announced = Announce(origin, key);
        var id = announced.Id;
        if (origin.Reserved is { IsRepeat: true } reserved && await store.FindAsync(origin.Organization, id, cancellationToken) is { } made)
        {
            reserved.Found();
            return new RunDecision(made.Value, subject.Value, [], []);
        }

        await index.AnnounceAsync(announced, cancellationToken);
        while (true)
        {
            var outcome = RunLifecycle.Queue(origin, id, key, subject.Value, announced.At, clock.GetUtcNow());
            if (outcome.Decision is not { } decision)
            {
                await index.WithdrawAsync(origin.Organization, id, announced.At, cancellationToken);
                return Refusal.Conflict(QueueFullReason, "Too many runs are waiting for this subject.");
            }

            if (await writer.TryWriteAsync(origin.Organization, decision, runVersion: null, subject.Version, cancellationToken))
            {
                return decision;
            }

            subject = await store.FindSubjectToChangeAsync(origin.Organization, key, fresh: true, cancellationToken)
                ?? throw new InvalidOperationException("A subject disappeared; subjects are never deleted.");
            if (await store.FindAsync(origin.Organization, id, cancellationToken) is { } own)
            {
                // Nobody else has this id: the reply was lost, and the run has been written to since, or an earlier attempt wrote it.
                origin.Reserved?.Found();
                return new RunDecision(own.Value, subject.Value, [], []);
            }
        }
    }

    /// <summary>Queues the first run of a new subject; the room writes its own columns in the same transaction.</summary>
    /// <param name="write">Writes the decision and the room's rows, all or nothing.</param>
    public async Task<RunDecision> ForNewSubjectAsync(
        RequestOrigin origin, SubjectKey key, Func<RunDecision, Task> write, CancellationToken cancellationToken)
    {
        var announced = Announce(origin, key);
        await index.AnnounceAsync(announced, cancellationToken);
        var decision = RunLifecycle.Queue(origin, announced.Id, key, subject: null, announced.At, announced.At).Decision!;
        await write(decision);
        writer.Publish(decision);
        return decision;
    }

    private RunAnnouncement Announce(RequestOrigin origin, SubjectKey key) =>
        new(origin, origin.NewRunId(key, ids), key, clock.GetUtcNow());
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Application.Webhooks;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>
/// Read, decide, write on condition; again when somebody else wrote first. Every use case of the engine changes runs
/// through here. A refusal counts only when it was decided on a fresh read.
/// </summary>
public sealed class RunWriter(IRunStore store, IRunEventLog events, TransitionFeed transitions)
{
    // Each lost race means that another writer won one, so this bounds the writers of one subject, not time.
    private const int MaxRaces = 1000;

    /// <summary>Changes a run alone.</summary>
    /// <returns>The decision that was written, or the refusal; null when there is no such run.</returns>
    public Task<RunOutcome?> ChangeAsync(
        OrganizationId organization, RunId id, Func<Run, RunOutcome> decide, CancellationToken cancellationToken) =>
        ChangeAsync(organization, id, async fresh =>
            await store.FindToChangeAsync(organization, id, fresh, cancellationToken) is { } run
                ? new Attempt(decide(run.Value), run.Version, SubjectVersion: null)
                : null, cancellationToken);

    /// <summary>Changes a run together with its subject.</summary>
    /// <returns>As <see cref="ChangeAsync(OrganizationId, RunId, Func{Run, RunOutcome}, CancellationToken)"/>.</returns>
    public Task<RunOutcome?> ChangeWithSubjectAsync(
        OrganizationId organization, RunId id, Func<Run, RunSubject, RunOutcome> decide, CancellationToken cancellationToken) =>
        ChangeAsync(organization, id, async fresh =>
            await store.FindToChangeAsync(organization, id, fresh, cancellationToken) is { } run
            && await store.FindSubjectToChangeAsync(organization, run.Value.Subject, fresh, cancellationToken) is { } subject
                ? new Attempt(decide(run.Value, subject.Value), run.Version, subject.Version)
                : null, cancellationToken);

    /// <summary>Writes a decision and publishes its events.</summary>
    /// <returns>False when somebody else wrote first.</returns>
    public async Task<bool> TryWriteAsync(
        OrganizationId organization, RunDecision decision, string? runVersion, string? subjectVersion, CancellationToken cancellationToken)
    {
        if (!await store.TryWriteAsync(organization, decision, runVersion, subjectVersion, cancellationToken))
        {
            return false;
        }

        Publish(decision);
        return true;
    }

    /// <summary>Publishes the events of a decision that was written elsewhere, together with a room's own rows.</summary>
    public void Publish(RunDecision decision)
    {
        foreach (var happened in decision.Events)
        {
            events.Publish(happened);
            transitions.Publish(happened);
        }
    }

    private async Task<RunOutcome?> ChangeAsync(
        OrganizationId organization, RunId id, Func<bool, Task<Attempt?>> attempt, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var fresh = race > 0;
            if (await attempt(fresh) is not { } made)
            {
                return null;
            }

            if (made.Outcome.Decision is { } decision
                ? await TryWriteAsync(organization, decision, made.RunVersion, made.SubjectVersion, cancellationToken)
                : fresh)
            {
                return made.Outcome;
            }
        }

        throw new InvalidOperationException($"Run {id} changed {MaxRaces} times while one change was being made.");
    }

    private sealed record Attempt(RunOutcome Outcome, string RunVersion, string? SubjectVersion);
}

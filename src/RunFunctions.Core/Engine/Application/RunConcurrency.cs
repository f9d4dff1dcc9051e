using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>
/// Keeps as many runs RUNNING as the settings allow, over all processes: a run needs a place to start, and its ending gives the
/// place to whoever has waited longest. Without limits it makes no storage call.
/// </summary>
public sealed class RunConcurrency(IRunPlaceStore store, ConcurrencyLimits limits)
{
    // Each lost race means that another writer won one.
    private const int MaxRaces = 1000;

    /// <summary>Whether anything is limited at all.</summary>
    public bool IsLimited => limits.LimitRunning;

    /// <summary>Asks for a place.</summary>
    /// <returns>Whether the run has one; otherwise it waits, and is granted one in its turn.</returns>
    public async Task<bool> EnterAsync(Run run, CancellationToken cancellationToken) =>
        !limits.Limit(run.Subject.Kind)
        || (await ChangeAsync(run.Organization, places => places.Enter(run, limits), cancellationToken)).After.IsHeldBy(run.Id);

    /// <summary>The setting for whose limit a run waits. One storage call, none without limits.</summary>
    /// <returns>Null when it does not wait for a place.</returns>
    public async Task<string?> FindLimitAsync(Run run, CancellationToken cancellationToken) =>
        limits.Limit(run.Subject.Kind)
        && (await store.ReadAsync(run.Organization, cancellationToken)).Places is var places
        && places.All.Any(place => place.Run == run.Id && !place.Held)
            ? $"Engine:Concurrency:{(places.IsFull(limits) ? nameof(limits.PerOrganization) : nameof(limits.PerKind))}"
            : null;

    /// <summary>Gives a run's place back, or ends its waiting; repeatable.</summary>
    /// <returns>The runs that were granted a place by that, to be told so.</returns>
    public async Task<IReadOnlyList<RunId>> LeaveAsync(Run run, CancellationToken cancellationToken)
    {
        if (!limits.Limit(run.Subject.Kind))
        {
            return [];
        }

        var (before, after) = await ChangeAsync(run.Organization, places => places.Leave([run.Id], limits), cancellationToken);
        return after.GrantedSince(before);
    }

    /// <summary>Frees the places of runs that are terminal or gone, and grants them.</summary>
    /// <param name="organization">Whose places.</param>
    /// <param name="isOver">Whether a run needs its place no more.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The places after that.</returns>
    public async Task<RunPlaces> SweepAsync(OrganizationId organization, Func<RunId, Task<bool>> isOver, CancellationToken cancellationToken)
    {
        List<RunId> over = [];
        foreach (var place in (await store.ReadAsync(organization, cancellationToken)).Places.All)
        {
            if (await isOver(place.Run))
            {
                over.Add(place.Run);
            }
        }

        return (await ChangeAsync(organization, places => places.Leave(over, limits), cancellationToken)).After;
    }

    private async Task<(RunPlaces Before, RunPlaces After)> ChangeAsync(
        OrganizationId organization, Func<RunPlaces, RunPlaces> change, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var before = await store.ReadAsync(organization, cancellationToken);
            var after = change(before.Places);
            if (after.All.ToHashSet().SetEquals(before.Places.All) || await store.TryWriteAsync(organization, before, after, cancellationToken))
            {
                return (before.Places, after);
            }
        }

        throw new InvalidOperationException($"The places of {organization} changed {MaxRaces} times while one change was being made.");
    }
}

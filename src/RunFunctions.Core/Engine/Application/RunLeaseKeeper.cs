using System.Collections.Concurrent;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Application;

/// <summary>
/// Renews the leases of the runs this process works on, from start to end, so that a run which waits for a free worker
/// thread is not mistaken for an orphan. A short run never needs it. Each process keeps its own runs' leases; when it
/// dies, nobody renews, and recovery sees that.
/// </summary>
public sealed class RunLeaseKeeper(RunWriter writer, WorkerIdentity worker, RunSettings settings, TimeProvider clock)
{
    private const int AtOnce = 8;

    private readonly ConcurrentDictionary<RunId, Held> _held = new();

    /// <summary>Begins to keep the lease of a RUNNING run, or notes that it was just renewed.</summary>
    public void Watch(Run run)
    {
        if (run.Lease is { } lease)
        {
            _held[run.Id] = new Held(run.Organization, lease.Epoch, clock.GetUtcNow() + settings.Heartbeat, run.StartedAt!.Value + settings.TimeoutOf(run));
        }
    }

    /// <summary>Stops keeping; the run ended or is somebody else's.</summary>
    public void Forget(RunId id) => _held.TryRemove(id, out _);

    /// <summary>Renews what is due; called about once a second.</summary>
    public async Task RenewDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var (id, held) in _held.Where(entry => entry.Value.RenewAt <= now))
        {
            // A run past its deadline that nobody ended has lost its orchestration: let recovery have it.
            if (now > held.Deadline + settings.Lease)
            {
                Forget(id);
                continue;
            }

            var outcome = await writer.ChangeAsync(
                held.Organization, id, run => RunLifecycle.Renew(run, worker.Name, held.Epoch, settings.Lease, clock.GetUtcNow()), cancellationToken);
            if (outcome?.Decision is { } decision)
            {
                Watch(decision.Run);
            }
            else
            {
                Forget(id);
            }
        }
    }

    /// <summary>
    /// Gives every lease back because the process stops: their runs go on at once where their orchestrations do, instead of
    /// being taken for orphans.
    /// </summary>
    /// <exception cref="AggregateException">Some could not be given back; they expire.</exception>
    public async Task ReleaseAllAsync(CancellationToken cancellationToken)
    {
        ConcurrentQueue<Exception> failures = new();
        await Parallel.ForEachAsync(_held, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (entry, _) =>
        {
            Forget(entry.Key);
            try
            {
                await writer.ChangeAsync(
                    entry.Value.Organization, entry.Key, run => RunLifecycle.Release(run, worker.Name, clock.GetUtcNow()), cancellationToken);
            }
            catch (Exception failure)
            {
                failures.Enqueue(failure);
            }
        });
        if (!failures.IsEmpty)
        {
            throw new AggregateException("Some leases could not be given back.", failures);
        }
    }

    private sealed record Held(OrganizationId Organization, int Epoch, DateTimeOffset RenewAt, DateTimeOffset Deadline);
}

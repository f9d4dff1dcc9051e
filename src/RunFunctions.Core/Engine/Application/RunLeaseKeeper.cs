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

    private sealed record Held(OrganizationId Organization, int Epoch, DateTimeOffset RenewAt, DateTimeOffset Deadline);
}

using System.Collections.Concurrent;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>
/// Renews the leases of the runs this process works on, from start to end, so that a run which waits for a free worker
/// thread is not mistaken for an orphan. It says that the process lives, not that the orchestration does: that, recovery asks
/// itself. A short run never needs it. Each process keeps its own runs' leases; when it
/// dies, nobody renews, and recovery sees that. It also tells a step that works to stop: when the run ended, was taken over, or
/// somebody asked it to stop, in this process or in another one.
/// </summary>
public sealed class RunLeaseKeeper(IRunStore store, RunWriter writer, WorkerIdentity worker, RunSettings settings, TimeProvider clock)
{
    private const int AtOnce = 8;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<RunId, Held> _held = new();

    /// <summary>Begins to keep the lease of a RUNNING run, or notes that it was just renewed.</summary>
    /// <returns>Cancelled when the work on the run, under this epoch, is to stop.</returns>
    public CancellationToken Watch(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var lease = run.Lease ?? throw new ArgumentException("Only a RUNNING run has a lease to keep.", nameof(run));
        var now = clock.GetUtcNow();
        var fresh = new Held(
            run.Organization,
            lease.Epoch,
            RenewAt: now + settings.Heartbeat,
            LookAt: run.OpenStep is null ? DateTimeOffset.MaxValue : now + LookInterval,
            Deadline: settings.DeadlineOf(run),
            new CancellationTokenSource());
        Held? before = null;
        var held = _held.AddOrUpdate(run.Id, fresh, (_, known) =>
        {
            before = known;
            return known.Epoch > fresh.Epoch ? known : known.Epoch == fresh.Epoch ? fresh with { Stop = known.Stop } : fresh;
        });
        if (before?.Epoch < held.Epoch)
        {
            before.Stop.Cancel();
        }

        if (run.CancelRequest is not null)
        {
            held.Stop.Cancel();
        }

        return held.Stop.Token;
    }

    /// <summary>Tells the step that works on a run, if there is one here, to stop; the lease is kept until it has.</summary>
    public void Stop(RunId id)
    {
        if (_held.TryGetValue(id, out var held))
        {
            held.Stop.Cancel();
        }
    }

    /// <summary>Stops keeping; the run ended or is somebody else's.</summary>
    public void Forget(RunId id)
    {
        if (_held.TryRemove(id, out var held))
        {
            held.Stop.Cancel();
        }
    }

    /// <summary>Renews what is due, and looks at the runs whose steps take long; called about once a second.</summary>
    public async Task RenewDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var (id, held) in _held)
        {
            // A run past its deadline that nobody ended has lost its orchestration: let recovery have it.
            if (now > held.Deadline + settings.Lease)
            {
                Forget(id);
            }
            else if (held.RenewAt <= now)
            {
                await RenewAsync(id, held, cancellationToken);
            }
            else if (held.LookAt <= now && !held.Stop.IsCancellationRequested)
            {
                await LookAsync(id, held, now, cancellationToken);
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
            // Not forgotten: that would tell the step to stop, and nobody asked for that.
            _held.TryRemove(entry);
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

    private async Task RenewAsync(RunId id, Held held, CancellationToken cancellationToken)
    {
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

    private async Task LookAsync(RunId id, Held held, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var run = (await store.FindAsync(held.Organization, id, cancellationToken))?.Value;
        if (run?.Lease?.Epoch != held.Epoch)
        {
            Forget(id);
        }
        else if (run.CancelRequest is not null)
        {
            held.Stop.Cancel();
        }
        else
        {
            _held.TryUpdate(id, held with { LookAt = now + LookInterval }, held);
        }
    }

    private sealed record Held(
        OrganizationId Organization, int Epoch, DateTimeOffset RenewAt, DateTimeOffset LookAt, DateTimeOffset Deadline, CancellationTokenSource Stop);
}

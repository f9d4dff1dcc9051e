using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>
/// A deletion in the hands of whoever carries it out. Every write of it names the version of the order that the one before left, so
/// that whoever takes the order over makes the one before stop: it begins no further run, records nothing and certifies nothing.
/// </summary>
public sealed class HeldOrder(IDeletionStore deletions, RunSettings settings, TimeProvider clock, DeletionOrder order, string? version)
{
    private string? _version = version;

    public DeletionOrder Order { get; private set; } = order;

    /// <summary>Somebody else carries on with the order, or it is ended.</summary>
    public bool IsLost => _version is null;

    /// <summary>Names the run that is about to be removed. Whoever takes the order over then knows of it.</summary>
    /// <returns>False when the order is lost: the run is not to be removed.</returns>
    public Task<bool> TryBeginAsync(RunId run, CancellationToken cancellationToken) =>
        TryAsync(Order with { Run = run }, (next, known) => deletions.TryChangeAsync(next, known, cancellationToken));

    /// <summary>Keeps the order, which costs a write now and then.</summary>
    /// <returns>False when it is lost.</returns>
    public async Task<bool> KeepAsync(CancellationToken cancellationToken) =>
        Order.HeldUntil - clock.GetUtcNow() > settings.Lease - settings.Heartbeat
            ? !IsLost
            : await TryAsync(Order, (next, known) => deletions.TryChangeAsync(next, known, cancellationToken));

    /// <summary>Records that a run is removed; recording it twice is recording it once.</summary>
    /// <returns>False when the order is lost.</returns>
    public Task<bool> TryRecordAsync(RemovedRun run) => TryAsync(Order, (next, known) => deletions.TryRecordAsync(next, run, known, CancellationToken.None));

    /// <summary>Ends the order with its certificate.</summary>
    /// <returns>False when the order is lost: the certificate is void.</returns>
    public async Task<bool> TryCertifyAsync(DeletionSummary summary, ReadOnlyMemory<byte> certificate) =>
        Release() is { } known && await deletions.TryCertifyAsync(Order, summary, certificate, known, CancellationToken.None);

    /// <summary>Ends an order that has removed nothing.</summary>
    /// <returns>False when the order is lost.</returns>
    public async Task<bool> TryWithdrawAsync() => Release() is { } known && await deletions.TryWithdrawAsync(Order, known, CancellationToken.None);

    private string? Release()
    {
        var known = _version;
        _version = null;
        return known;
    }

    private async Task<bool> TryAsync(DeletionOrder next, Func<DeletionOrder, string, Task<string?>> writeAsync)
    {
        if (_version is null)
        {
            return false;
        }

        next = next with { HeldUntil = clock.GetUtcNow() + settings.Lease };
        _version = await writeAsync(next, _version);
        Order = next;
        return _version is not null;
    }
}

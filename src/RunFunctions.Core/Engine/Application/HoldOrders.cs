using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Puts deletions into the hands of one who carries them out.</summary>
public sealed class HoldOrders(IDeletionStore deletions, RunSettings settings, IIdSource ids, TimeProvider clock)
{
    /// <summary>An order of one run, or of what a rule says, that is not kept anywhere.</summary>
    public DeletionOrder New(OrganizationId organization, RunActor by, RunId? run = null, RetentionRule? rule = null)
    {
        var now = clock.GetUtcNow();
        return new DeletionOrder(organization, DeletionId.New(now, ids.NewId()), by, now, run, rule) { HeldUntil = now + settings.Lease };
    }

    /// <summary>Records a new order.</summary>
    public async Task<HeldOrder> AddAsync(DeletionOrder order, CancellationToken cancellationToken) =>
        Hold(order, await deletions.AddAsync(order, cancellationToken));

    /// <summary>Takes an order over whose holder has not written for as long as a lease.</summary>
    /// <returns>The order, which is lost when somebody else was faster.</returns>
    public async Task<HeldOrder> TakeOverAsync(Versioned<DeletionOrder> left, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(left);
        var held = Hold(left.Value, left.Version);
        await held.KeepAsync(cancellationToken);
        return held;
    }

    private HeldOrder Hold(DeletionOrder order, string? version) => new(deletions, settings, clock, order, version);
}

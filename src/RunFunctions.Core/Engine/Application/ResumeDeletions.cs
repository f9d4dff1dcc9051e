using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Carries on with deletions that nobody holds any more. Safe with many instances: one of them gets hold of an order.</summary>
public sealed class ResumeDeletions(IDeletionStore deletions, HoldOrders orders, DeleteRun deleteRun, ApplyRetention applyRetention, TimeProvider clock)
{
    /// <returns>How many nobody held.</returns>
    /// <exception cref="AggregateException">Some could not be carried out; every other one was.</exception>
    public async Task<int> HandleAsync(IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var resumed = 0;
        List<Exception> failures = [];
        foreach (var left in await deletions.ListUnderWayAsync(cancellationToken))
        {
            if (clock.GetUtcNow() < left.Value.HeldUntil)
            {
                continue;
            }

            try
            {
                resumed += await ResumeAsync(left, scheduler, cancellationToken) ? 1 : 0;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }

        return failures.Count == 0 ? resumed : throw new AggregateException("Some deletions could not be carried out.", failures);
    }

    private async Task<bool> ResumeAsync(Versioned<DeletionOrder> left, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        if (left.Value.IsCertified)
        {
            await deletions.PublishAsync(left.Value, cancellationToken);
            return true;
        }

        var held = await orders.TakeOverAsync(left, cancellationToken);
        if (held.IsLost)
        {
            return false;
        }

        if (held.Order.Rule is null)
        {
            await deleteRun.ResumeAsync(held, scheduler, cancellationToken);
        }
        else
        {
            await applyRetention.ResumeAsync(held, scheduler, cancellationToken);
        }

        return true;
    }
}

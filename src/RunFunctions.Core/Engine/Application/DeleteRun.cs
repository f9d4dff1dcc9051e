using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Deletes a run that somebody asked to delete, and certifies that.</summary>
public sealed class DeleteRun(IRunStore runs, HoldOrders orders, RemoveRun removeRun, CertifyDeletion certify, IDeletionStore deletions)
{
    /// <returns>The certificate; or why the run stays.</returns>
    public async Task<Result<(DeletionId Id, ReadOnlyMemory<byte> Certificate)>> HandleAsync(
        RequestOrigin origin, RunId run, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        if (await runs.FindAsync(origin.Organization, run, cancellationToken) is null)
        {
            return Refusal.NotFound("The run");
        }

        var order = orders.New(origin.Organization, RunActor.Of(origin.User), run);
        var certificate = await ResumeAsync(await orders.AddAsync(order, cancellationToken), scheduler, cancellationToken);
        return certificate.TryGet(out var document, out var refusal) ? (order.Id, document) : refusal;
    }

    /// <summary>Carries out an order, from wherever it stopped.</summary>
    public async Task<Result<ReadOnlyMemory<byte>>> ResumeAsync(HeldOrder held, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        var order = held.Order;
        var removed = await removeRun.HandleAsync(held, order.Run!.Value, scheduler, cancellationToken);
        if (removed.Refusal is { } refusal && (await deletions.ListRemovedAsync(order, CancellationToken.None)).Count == 0)
        {
            // Something changed in the meantime, and the run stays; or another order was faster.
            await held.TryWithdrawAsync();
            return refusal;
        }

        return await certify.HandleAsync(held, []) is { } certificate ? certificate : DeletionOrder.Pending();
    }
}

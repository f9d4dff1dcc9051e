using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Deletes a run that somebody asked to delete, and certifies that.</summary>
public sealed class DeleteRun(IRunStore runs, RemoveRun removeRun, CertifyDeletion certify, IDeletionStore deletions, IIdSource ids, TimeProvider clock)
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

        var now = clock.GetUtcNow();
        var order = new DeletionOrder(origin.Organization, DeletionId.New(now, ids.NewId()), RunActor.Of(origin.User), now, run);
        await deletions.AddAsync(order, cancellationToken);
        var certificate = await ResumeAsync(order, scheduler, cancellationToken);
        return certificate.TryGet(out var document, out var refusal) ? (order.Id, document) : refusal;
    }

    /// <summary>Carries out an order, from wherever it stopped.</summary>
    public async Task<Result<ReadOnlyMemory<byte>>> ResumeAsync(DeletionOrder order, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var removed = await removeRun.HandleAsync(order, order.Run!.Value, scheduler, cancellationToken);
        if (removed.Refusal is { } refusal && (await deletions.ListRemovedAsync(order, CancellationToken.None)).Count == 0)
        {
            // Something changed in the meantime, and the run stays; or another order was faster.
            await deletions.WithdrawAsync(order, CancellationToken.None);
            return refusal;
        }

        return await certify.HandleAsync(order, []);
    }
}

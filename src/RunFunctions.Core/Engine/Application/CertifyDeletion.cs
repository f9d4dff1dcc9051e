using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Domain.Signatures;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Ends an order with its signed certificate.</summary>
public sealed class CertifyDeletion(IDeletionStore deletions, IKeyRing keys, TimeProvider clock)
{
    /// <param name="order">An order whose runs are all removed.</param>
    /// <param name="kept">Runs that stay although the order meant them.</param>
    /// <returns>The certificate: the first one that was made.</returns>
    public async Task<ReadOnlyMemory<byte>> HandleAsync(DeletionOrder order, IReadOnlyList<KeptRun> kept)
    {
        ArgumentNullException.ThrowIfNull(order);
        var removed = await deletions.ListRemovedAsync(order, CancellationToken.None);
        var certificate = DeletionCertificate.Of(order, removed, kept, clock.GetUtcNow());
        using var key = SignatureKey.From(await keys.CurrentAsync(order.Organization, KeyPurpose.Receipt, CancellationToken.None));
        return await deletions.CertifyAsync(
            order,
            new DeletionSummary(order.Id, order.Policy, certificate.OrderedBy, order.At, certificate.CompletedAt, certificate.Counts),
            SignedDocument.Sign(certificate.ToJson(), key),
            CancellationToken.None);
    }
}

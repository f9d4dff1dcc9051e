using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Domain.Signatures;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Ends an order with its signed certificate.</summary>
public sealed class CertifyDeletion(IDeletionStore deletions, IKeyRing keys, TimeProvider clock)
{
    /// <param name="held">An order whose runs are all removed.</param>
    /// <param name="kept">Runs that stay although the order meant them.</param>
    /// <returns>The certificate; null when the order is lost, and somebody else certifies it.</returns>
    public async Task<ReadOnlyMemory<byte>?> HandleAsync(HeldOrder held, IReadOnlyList<KeptRun> kept)
    {
        ArgumentNullException.ThrowIfNull(held);
        var order = held.Order;
        var removed = await deletions.ListRemovedAsync(order, CancellationToken.None);
        var certificate = DeletionCertificate.Of(order, removed, kept, clock.GetUtcNow());
        using var key = SignatureKey.From(await keys.CurrentAsync(order.Organization, KeyPurpose.Receipt, CancellationToken.None));
        var signed = SignedDocument.Sign(certificate.ToJson(), key);
        var summary = new DeletionSummary(order.Id, order.Policy, certificate.OrderedBy, order.At, certificate.CompletedAt, certificate.Counts);
        return await held.TryCertifyAsync(summary, signed) ? signed : null;
    }
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>Receipts as they were issued. Never changed, so that a receipt reads the same for ever; removed with their run.</summary>
public interface IReceiptStore
{
    /// <summary>One point read.</summary>
    /// <returns>The receipt, canonical JSON; null when none was issued.</returns>
    Task<ReadOnlyMemory<byte>?> FindAsync(OrganizationId organization, RunId run, CancellationToken cancellationToken);

    /// <summary>Keeps a receipt unless one was issued already.</summary>
    /// <returns>The one that is kept.</returns>
    Task<ReadOnlyMemory<byte>> AddAsync(OrganizationId organization, RunId run, ReadOnlyMemory<byte> receipt, CancellationToken cancellationToken);

    /// <summary>Removes a receipt; it may be gone already.</summary>
    Task RemoveAsync(OrganizationId organization, RunId run, CancellationToken cancellationToken);
}

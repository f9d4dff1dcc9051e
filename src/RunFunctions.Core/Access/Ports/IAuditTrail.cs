using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Ports;

/// <summary>Reads what <see cref="IAuditLog"/> wrote.</summary>
public interface IAuditTrail
{
    /// <summary>A page of entries, newest first. One query. Records that cannot be read are left out; verification finds them.</summary>
    /// <param name="query">Which entries.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="after">Position from the page before; null for the first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ListPage<AuditEntry>> ListAsync(AuditQuery query, int limit, string? after, CancellationToken cancellationToken);

    /// <summary>Every record of a day, newest first, as it lies in storage.</summary>
    IAsyncEnumerable<StoredAuditRecord> ReadDayAsync(OrganizationId organization, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Every head of a day.</summary>
    Task<IReadOnlyList<StoredAuditHead>> ReadHeadsAsync(OrganizationId organization, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Whether a chain is registered.</summary>
    Task<bool> HasHeadAsync(OrganizationId organization, AuditChainId chain, CancellationToken cancellationToken);
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>
/// Deletions: those that are under way, with what they have removed so far, and the certificates of those that are done. An
/// order is kept from before anything is removed until its certificate is kept.
/// </summary>
public interface IDeletionStore
{
    /// <summary>Records an order before it is carried out.</summary>
    Task AddAsync(DeletionOrder order, CancellationToken cancellationToken);

    /// <summary>Every order of every organization that is under way: as much as there is work in progress, and nothing else.</summary>
    Task<IReadOnlyList<DeletionOrder>> ListUnderWayAsync(CancellationToken cancellationToken);

    /// <summary>Whether an order is under way. One point read.</summary>
    Task<bool> IsUnderWayAsync(OrganizationId organization, DeletionId id, CancellationToken cancellationToken);

    /// <summary>Records that a run is removed; recording it twice is recording it once.</summary>
    Task AddRemovedAsync(DeletionOrder order, RemovedRun run, CancellationToken cancellationToken);

    /// <summary>What an order has removed so far.</summary>
    Task<IReadOnlyList<RemovedRun>> ListRemovedAsync(DeletionOrder order, CancellationToken cancellationToken);

    /// <summary>Keeps a certificate unless there is one, then forgets the order.</summary>
    /// <returns>The certificate that is kept.</returns>
    Task<ReadOnlyMemory<byte>> CertifyAsync(DeletionOrder order, DeletionSummary summary, ReadOnlyMemory<byte> certificate, CancellationToken cancellationToken);

    /// <summary>Forgets an order that has removed nothing.</summary>
    Task WithdrawAsync(DeletionOrder order, CancellationToken cancellationToken);

    /// <summary>A certificate. One point read.</summary>
    Task<ReadOnlyMemory<byte>?> FindCertificateAsync(OrganizationId organization, DeletionId id, CancellationToken cancellationToken);

    /// <summary>One page of certified deletions, newest first. One query.</summary>
    Task<ListPage<DeletionSummary>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken);

    /// <summary>Where the last round of a retention rule stopped; null when it came to the end.</summary>
    Task<string?> FindPositionAsync(OrganizationId organization, RunKind kind, CancellationToken cancellationToken);

    /// <summary>Keeps where a round stopped.</summary>
    Task PutPositionAsync(OrganizationId organization, RunKind kind, string? position, CancellationToken cancellationToken);
}

/// <summary>A line of the list of deletions.</summary>
public sealed record DeletionSummary(DeletionId Id, string Policy, string OrderedBy, DateTimeOffset OrderedAt, DateTimeOffset CompletedAt, DeletionCounts Counts);

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>
/// Deletions: those that are under way, with what they have removed so far, and the certificates of those that are done. An
/// order is kept from before anything is removed until its certificate is kept. Whoever changes it names the version it was left at.
/// </summary>
public interface IDeletionStore
{
    /// <summary>Records an order before it is carried out.</summary>
    /// <returns>Its version; null when somebody has taken it over already.</returns>
    Task<string?> AddAsync(DeletionOrder order, CancellationToken cancellationToken);

    /// <summary>Every order of every organization that is under way: as much as there is work in progress, and nothing else.</summary>
    Task<IReadOnlyList<Versioned<DeletionOrder>>> ListUnderWayAsync(CancellationToken cancellationToken);

    /// <summary>Whether an order is under way. One point read.</summary>
    Task<bool> IsUnderWayAsync(OrganizationId organization, DeletionId id, CancellationToken cancellationToken);

    /// <summary>Writes over an order.</summary>
    /// <returns>The version written; null when somebody else wrote or ended it.</returns>
    Task<string?> TryChangeAsync(DeletionOrder order, string version, CancellationToken cancellationToken);

    /// <summary>Writes over an order and records that a run is removed, in one transaction; recording it twice is recording it once.</summary>
    /// <returns>The version written; null when somebody else wrote or ended it.</returns>
    Task<string?> TryRecordAsync(DeletionOrder order, RemovedRun run, string version, CancellationToken cancellationToken);

    /// <summary>What an order has removed so far.</summary>
    Task<IReadOnlyList<RemovedRun>> ListRemovedAsync(DeletionOrder order, CancellationToken cancellationToken);

    /// <summary>Puts its certificate on an order, from when on it is the only one and nothing more is removed; then publishes it.</summary>
    /// <returns>False when somebody else wrote or ended the order: the certificate is not kept.</returns>
    Task<bool> TryCertifyAsync(DeletionOrder order, DeletionSummary summary, ReadOnlyMemory<byte> certificate, string version, CancellationToken cancellationToken);

    /// <summary>Publishes the certificate of an order that has it, then forgets the order. May be done twice.</summary>
    Task PublishAsync(DeletionOrder order, CancellationToken cancellationToken);

    /// <summary>Forgets an order that has removed nothing.</summary>
    /// <returns>False when somebody else wrote it.</returns>
    Task<bool> TryWithdrawAsync(DeletionOrder order, string version, CancellationToken cancellationToken);

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

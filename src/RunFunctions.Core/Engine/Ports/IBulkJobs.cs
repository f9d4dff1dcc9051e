using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>Bulk jobs, newest first, and which of them are under way: each is marked as such before it exists, until it is forgotten.</summary>
public interface IBulkJobs
{
    /// <summary>Marks a job as under way, and makes it. Two calls.</summary>
    /// <returns>False when there is a job with this id.</returns>
    Task<bool> TryAddAsync(BulkJob job, CancellationToken cancellationToken);

    /// <summary>One point read.</summary>
    Task<Versioned<BulkJob>?> FindAsync(OrganizationId organization, BulkJobId id, CancellationToken cancellationToken);

    /// <returns>False when somebody else wrote first.</returns>
    Task<bool> TryChangeAsync(BulkJob job, string version, CancellationToken cancellationToken);

    /// <summary>Every job of every organization that is under way: as much as there is work in progress. One query.</summary>
    Task<IReadOnlyList<PendingBulkJob>> ListUnderWayAsync(CancellationToken cancellationToken);

    /// <summary>The job is not under way any more.</summary>
    Task ForgetAsync(PendingBulkJob job, CancellationToken cancellationToken);

    /// <summary>One page. One query.</summary>
    Task<ListPage<BulkJob>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken);
}

/// <summary>A job that was announced and may not have ended.</summary>
public readonly record struct PendingBulkJob(OrganizationId Organization, BulkJobId Id);

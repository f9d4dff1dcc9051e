using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>Bulk jobs, newest first.</summary>
public interface IBulkJobs
{
    /// <returns>False when there is a job with this id.</returns>
    Task<bool> TryAddAsync(BulkJob job, CancellationToken cancellationToken);

    /// <summary>One point read.</summary>
    Task<Versioned<BulkJob>?> FindAsync(OrganizationId organization, BulkJobId id, CancellationToken cancellationToken);

    /// <returns>False when somebody else wrote first.</returns>
    Task<bool> TryChangeAsync(BulkJob job, string version, CancellationToken cancellationToken);

    /// <summary>One page. One query.</summary>
    Task<ListPage<BulkJob>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken);
}

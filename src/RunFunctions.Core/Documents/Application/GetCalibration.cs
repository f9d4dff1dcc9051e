using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>What reviews have taught so far, under the policy in force.</summary>
public sealed class GetCalibration(ICalibrationStore store, CalibrationPolicy policy)
{
    /// <summary>The policy in force.</summary>
    public CalibrationPolicy Policy => policy;

    /// <summary>One page, by context, field and mapping. One query.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="limit">1–200.</param>
    /// <param name="after">Position of the last count already seen; null for the first page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ListPage<MappingTally>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken) =>
        store.ListPageAsync(organization, policy.Version, limit, after, cancellationToken);
}

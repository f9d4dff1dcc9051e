using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Lists an organization's runs, newest first.</summary>
public sealed class ListRuns(IRunIndex index)
{
    /// <summary>Most runs that are counted for one answer.</summary>
    public const int MostCounted = 20_000;

    public Task<ListPage<RunLine>> HandleAsync(OrganizationId organization, RunFilter filter, int limit, string? after, CancellationToken cancellationToken) =>
        index.ListAsync(organization, filter, limit, after, cancellationToken);

    /// <summary>How many runs match, by state; of the newest <see cref="MostCounted"/>.</summary>
    public Task<RunCounts> CountAsync(OrganizationId organization, RunFilter filter, CancellationToken cancellationToken) =>
        index.CountAsync(organization, filter, MostCounted, cancellationToken);
}

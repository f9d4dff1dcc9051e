using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Lines of one organization between two bounds. Row keys begin with the time, so they sort across partitions: a bound is a row
/// key, or a text between row keys, and says in which partition it is.
/// </summary>
/// <param name="Organization">Whose lines.</param>
/// <param name="After">Before the newest line.</param>
/// <param name="Before">After the oldest line.</param>
internal sealed record RunIndexRange(OrganizationId Organization, string After, string Before)
{
    /// <summary>The lines in which a filter's runs are.</summary>
    /// <param name="organization">Whose.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="after">Where a page before ended, or null.</param>
    public static RunIndexRange Of(OrganizationId organization, RunFilter filter, string? after) => new(
        organization,
        after ?? (filter.CreatedTo is { } to ? RunIndexKeys.AfterRunsAt(DateTime.MaxValue.Ticks - to.UtcTicks) : RunIndexKeys.RunPrefix),
        filter.CreatedFrom is { } from ? RunIndexKeys.AfterRunsAt(DateTime.MaxValue.Ticks - from.UtcTicks) : RunIndexKeys.RunEnd);

    /// <summary>
    /// The query. The bounds come first because the emulator looks at every row of the table for every query and stops at the
    /// first condition that does not hold; the service finds the range of partitions wherever it stands.
    /// </summary>
    public string Query => TableClient.CreateQueryFilter(
        $"RowKey lt {Before} and RowKey gt {After} and PartitionKey ge {Partition(After, "|")} and PartitionKey le {Partition(Before, "}")}");

    private string Partition(string bound, string none) =>
        RunIndexKeys.Backwards(bound) is { } ticks ? RunIndexKeys.Partition(Organization, RunIndexKeys.HourOf(ticks)) : Organization + none;
}

using System.Globalization;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <param name="Page">The groups, seen last first.</param>
/// <param name="Complete">False when there were more failed runs than are grouped at once: only the newest were.</param>
public sealed record FailurePage(ListPage<FailureGroup> Page, bool Complete);

/// <summary>Groups the failed runs of a time by what went wrong.</summary>
public sealed class ListFailures(IRunIndex index, TimeProvider clock)
{
    /// <summary>Most failed runs that are grouped for one answer.</summary>
    public const int MostGrouped = 10_000;

    private static readonly TimeSpan DefaultRange = TimeSpan.FromDays(30);

    /// <param name="organization">Whose runs.</param>
    /// <param name="filter">Which of them; without a first moment, those of the last 30 days.</param>
    /// <param name="limit">Most groups of the page.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<FailurePage> HandleAsync(OrganizationId organization, RunFilter filter, int limit, string? after, CancellationToken cancellationToken)
    {
        var failed = filter with { HasFailure = true, CreatedFrom = filter.CreatedFrom ?? (filter.CreatedTo ?? clock.GetUtcNow()) - DefaultRange };
        var lines = await index.ListAsync(organization, failed, MostGrouped, after: null, cancellationToken);
        var groups = FailureGroup.Of(lines.Items);
        var rest = groups.SkipWhile(group => after is not null && string.CompareOrdinal(Position(group), after) <= 0).Take(limit + 1).ToList();
        return new FailurePage(
            new ListPage<FailureGroup>([.. rest.Take(limit)], rest.Count > limit ? Position(rest[limit - 1]) : null), lines.Next is null);
    }

    // Sorts as the groups do.
    private static string Position(FailureGroup group) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTime.MaxValue.Ticks - group.LastSeen.UtcTicks:D19}|{group.Fingerprint}");
}

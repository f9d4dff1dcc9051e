using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>Lists what was done in an organization, newest first.</summary>
public sealed class ListAudit(IAuditTrail trail)
{
    /// <summary>Longest time between the first and the last moment asked for.</summary>
    public static readonly TimeSpan LongestRange = TimeSpan.FromDays(31);

    /// <param name="query">What to list.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="after">Position from the page before; null for the first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<ListPage<AuditEntry>>> HandleAsync(AuditQuery query, int limit, string? after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.To <= query.From || query.To - query.From > LongestRange)
        {
            return Refusal.Invalid("to", "range", $"Expected a moment after from, by {LongestRange.TotalDays:0} days at most.");
        }

        return await trail.ListAsync(query, limit, after, cancellationToken);
    }
}

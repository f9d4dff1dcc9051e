using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>
/// Refuses new runs while too many of the organization, or of the kind, are QUEUED. Counted before the run is announced, so
/// callers at the same moment may each be the last one. Without a limit it makes no storage call.
/// </summary>
public sealed class AdmitRun(IRunIndex index, ConcurrencyLimits limits)
{
    /// <summary>Too many runs of the organization, or of the kind, wait.</summary>
    public const string QueuedRunsReason = "QUEUED_RUNS";

    private static readonly RunState[] Queued = [RunState.Queued];

    /// <summary>
    /// Asked before anything is received or written for a new run. Two queries for each of the two limits that is set. A request
    /// that repeats one which may have made its run already is let through to find it.
    /// </summary>
    /// <returns>Null when a run may be created.</returns>
    public async Task<Refusal?> CheckAsync(RequestOrigin origin, RunKind kind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        if (origin.Reserved is { IsRepeat: true })
        {
            return null;
        }

        return await IsFullAsync(origin.Organization, kind: null, limits.MaxQueued, cancellationToken) ? TooMany("of the organization")
            : await IsFullAsync(origin.Organization, kind, limits.QueuedLimitOf(kind), cancellationToken) ? TooMany($"of kind {kind}")
            : null;
    }

    private async Task<bool> IsFullAsync(OrganizationId organization, RunKind? kind, int limit, CancellationToken cancellationToken) =>
        limit > 0 && (await index.ListUnfinishedAsync(organization, Queued, kind, limit, cancellationToken)).Items.Count >= limit;

    private static Refusal TooMany(string which) =>
        new(ErrorCode.RateLimited, $"Too many runs {which} are waiting. Try again when some have started.", QueuedRunsReason);
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>
/// Refuses new runs while too many of the organization are QUEUED. Counted before the run is announced, so callers at the same
/// moment may each be the last one. Without the setting it makes no storage call.
/// </summary>
public sealed class AdmitRun(IRunIndex index, ConcurrencyLimits limits)
{
    /// <summary>Too many runs of the organization wait.</summary>
    public const string QueuedRunsReason = "QUEUED_RUNS";

    private static readonly RunState[] Queued = [RunState.Queued];

    /// <summary>
    /// Asked before anything is received or written for a new run. Two queries. A request that repeats one which may have made its
    /// run already is let through to find it.
    /// </summary>
    /// <returns>Null when a run may be created.</returns>
    public async Task<Refusal?> CheckAsync(RequestOrigin origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        if (limits.MaxQueued == 0 || origin.Reserved is { IsRepeat: true })
        {
            return null;
        }

        var queued = await index.ListUnfinishedAsync(origin.Organization, Queued, limits.MaxQueued, cancellationToken);
        return queued.Items.Count >= limits.MaxQueued
            ? new Refusal(ErrorCode.RateLimited, "Too many runs of the organization are waiting. Try again when some have started.", QueuedRunsReason)
            : null;
    }
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <param name="Run">The run as last read; null when there is none.</param>
/// <param name="Waited">Whether it would have been waited for; not when too many wait already.</param>
public sealed record WatchedRun(Run? Run, bool Waited);

/// <summary>
/// Reads a run once there is news of it. What this process writes is seen at once, what others write within half a second. A
/// terminal run is never waited for.
/// </summary>
public sealed class WatchRun(IRunStore store, RunWaiters waiters, TimeProvider clock)
{
    /// <summary>Longest time that one request may wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    /// <param name="organization">Owner.</param>
    /// <param name="id">The run.</param>
    /// <param name="wait">How long at most.</param>
    /// <param name="isNews">Whether a run as it was read is what the caller waits for; asked of every read, the first included.</param>
    /// <param name="leave">Ends the waiting, not the reading: the last state is the answer.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<WatchedRun> HandleAsync(
        OrganizationId organization, RunId id, TimeSpan wait, Func<Run, bool> isNews, CancellationToken leave, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isNews);
        var until = clock.GetUtcNow() + wait;
        using var waiter = waiters.TryAdd(id);
        while (true)
        {
            var run = (await store.FindAsync(organization, id, cancellationToken))?.Value;
            var left = until - clock.GetUtcNow();
            if (run is null || isNews(run) || run.State.IsTerminal() || waiter is null || left <= TimeSpan.Zero || leave.IsCancellationRequested)
            {
                return new WatchedRun(run, waiter is not null);
            }

            await waiter.NextAsync(left < LookInterval ? left : LookInterval, clock, leave);
        }
    }
}

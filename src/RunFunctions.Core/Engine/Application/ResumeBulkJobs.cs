using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>
/// Schedules jobs that are under way and have no orchestration, because their process died before it could schedule them or storage
/// was away for too long; and forgets those that have ended. Safe with many instances: every step may be done twice.
/// </summary>
public sealed class ResumeBulkJobs(IBulkJobs jobs, RunSettings settings, TimeProvider clock)
{
    // For longer than a repeat of its request could still make the job.
    private TimeSpan IntentGrace => settings.IntentGrace + (2 * settings.IdempotencyRetention);

    /// <returns>How many were scheduled.</returns>
    /// <exception cref="AggregateException">Some could not be looked after; every other one was.</exception>
    public async Task<int> HandleAsync(IBulkScheduler scheduler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        var scheduled = 0;
        List<Exception> failures = [];
        foreach (var pending in await jobs.ListUnderWayAsync(cancellationToken))
        {
            try
            {
                scheduled += await ResumeAsync(pending, scheduler, cancellationToken) ? 1 : 0;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }

        return failures.Count == 0 ? scheduled : throw new AggregateException("Some bulk jobs could not be looked after.", failures);
    }

    private async Task<bool> ResumeAsync(PendingBulkJob pending, IBulkScheduler scheduler, CancellationToken cancellationToken)
    {
        var age = clock.GetUtcNow() - pending.Id.CreatedAt;
        if (age < settings.ScheduleGrace)
        {
            return false;
        }

        var job = (await jobs.FindAsync(pending.Organization, pending.Id, cancellationToken))?.Value;
        if (job is null ? age >= IntentGrace : job.IsEnded)
        {
            await jobs.ForgetAsync(pending, cancellationToken);
            return false;
        }

        if (job is null || await scheduler.IsScheduledAsync(pending.Id, cancellationToken))
        {
            return false;
        }

        await scheduler.ScheduleAsync(pending.Organization, pending.Id, cancellationToken);
        return true;
    }
}

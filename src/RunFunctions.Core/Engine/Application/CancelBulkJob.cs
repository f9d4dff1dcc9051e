using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Stops a job before its next page. What it did stays done and counted. Asking again changes nothing.</summary>
public sealed class CancelBulkJob(IBulkJobs jobs, TimeProvider clock)
{
    /// <summary>Refused with <c>details.reason</c> when the job has ended otherwise.</summary>
    public const string JobEndedReason = "JOB_ENDED";

    /// <returns>The job, CANCELLED; NOT_FOUND or CONFLICT.</returns>
    public async Task<Result<BulkJob>> HandleAsync(RequestOrigin origin, BulkJobId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        while (await jobs.FindAsync(origin.Organization, id, cancellationToken) is { } job)
        {
            if (job.Value.IsEnded)
            {
                return job.Value.State == BulkState.Cancelled ? job.Value : Refusal.Conflict(JobEndedReason, "The job has ended.");
            }

            var cancelled = job.Value.Cancel(origin.User, clock.GetUtcNow());
            if (await jobs.TryChangeAsync(cancelled, job.Version, cancellationToken))
            {
                return cancelled;
            }
        }

        return Refusal.NotFound("The job");
    }
}

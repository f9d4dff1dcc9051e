using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>The orchestrations that carry out bulk jobs; instance id = job id.</summary>
public interface IBulkScheduler
{
    /// <summary>Schedules the job's orchestration; scheduling twice is one orchestration.</summary>
    Task ScheduleAsync(OrganizationId organization, BulkJobId id, CancellationToken cancellationToken);

    /// <summary>Whether an orchestration for the job exists and is not finished.</summary>
    Task<bool> IsScheduledAsync(BulkJobId id, CancellationToken cancellationToken);
}

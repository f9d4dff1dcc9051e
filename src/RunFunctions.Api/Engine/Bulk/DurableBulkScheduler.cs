using Microsoft.DurableTask.Client;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Api.Engine.Bulk;

/// <summary>Bulk jobs as Durable orchestrations: instance id = job id.</summary>
public sealed class DurableBulkScheduler(DurableTaskClient client) : IBulkScheduler
{
    public Task ScheduleAsync(OrganizationId organization, BulkJobId id, CancellationToken cancellationToken) => client.ScheduleOnceAsync(
        nameof(BulkRuns), new BulkInput(organization.Value, id.Value, After: null, BulkCounts.None), id.Value, cancellationToken);

    public Task<bool> IsScheduledAsync(BulkJobId id, CancellationToken cancellationToken) => client.IsUnderWayAsync(id.Value, cancellationToken);
}

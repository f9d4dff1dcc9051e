using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Api.Engine.Bulk;

/// <summary>Bulk jobs as Durable orchestrations.</summary>
public sealed class DurableBulkScheduler(DurableTaskClient client) : IBulkScheduler
{
    public async Task ScheduleAsync(OrganizationId organization, BulkJobId id, CancellationToken cancellationToken)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(BulkRuns),
                new BulkInput(organization.Value, id.Value, After: null, BulkCounts.None),
                new StartOrchestrationOptions(id.Value),
                cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Another instance may have been first: then the goal is reached. Anything else is the caller's to know.
            if (!await IsScheduledAsync(id, cancellationToken))
            {
                throw;
            }
        }
    }

    public async Task<bool> IsScheduledAsync(BulkJobId id, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(id.Value, getInputsAndOutputs: false, cancellationToken) is { IsCompleted: false };
}

using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace RunFunctions.Api.Engine;

/// <summary>Orchestrations with an id of the work that they do: one at a time for each, whoever starts it and however often.</summary>
internal static class DurableInstances
{
    /// <summary>Schedules an orchestration unless one with this id is under way.</summary>
    /// <param name="client">The durable client.</param>
    /// <param name="orchestration">Name of the orchestration function.</param>
    /// <param name="input">Its input.</param>
    /// <param name="instanceId">Its instance id.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task ScheduleOnceAsync(
        this DurableTaskClient client, string orchestration, object input, string instanceId, CancellationToken cancellationToken)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestration, input, new StartOrchestrationOptions(instanceId), cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Another instance may have been first: then the goal is reached. Anything else is the caller's to know.
            if (!await client.IsUnderWayAsync(instanceId, cancellationToken))
            {
                throw;
            }
        }
    }

    /// <summary>Whether an orchestration with this id is there and has not ended.</summary>
    public static async Task<bool> IsUnderWayAsync(this DurableTaskClient client, string instanceId, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(instanceId, getInputsAndOutputs: false, cancellationToken) is { IsCompleted: false };
}

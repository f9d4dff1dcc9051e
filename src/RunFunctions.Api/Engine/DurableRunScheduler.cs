using Microsoft.DurableTask.Client;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Api.Engine;

/// <summary>Runs as Durable orchestrations: instance id = run id, one orchestration function per kind of run.</summary>
public sealed class DurableRunScheduler(DurableTaskClient client) : IRunScheduler
{
    /// <summary>Name of the orchestration function of a kind: <c>document</c> → <c>DocumentRun</c>.</summary>
    public static string OrchestrationOf(RunKind kind) =>
        string.Concat(kind.Value.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + "Run";

    public Task ScheduleAsync(OrganizationId organization, RunKind kind, RunId id, CancellationToken cancellationToken) =>
        client.ScheduleOnceAsync(OrchestrationOf(kind), new RunInput(organization.Value, id.Value), id.Value, cancellationToken);

    public async Task SignalSlotFreeAsync(RunId id, CancellationToken cancellationToken)
    {
        try
        {
            await client.RaiseEventAsync(id.Value, RunOrchestration.SlotFreeEvent, eventPayload: true, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Without an orchestration there is nobody to tell: once recovery has scheduled the run, it finds the slot free itself.
            if (await IsScheduledAsync(id, cancellationToken))
            {
                throw;
            }
        }
    }

    public Task TerminateAsync(RunId id, CancellationToken cancellationToken) => client.TerminateInstanceAsync(id.Value, cancellationToken);

    public Task PurgeAsync(RunId id, CancellationToken cancellationToken) => client.PurgeInstanceAsync(id.Value, cancellationToken);

    public Task<bool> IsScheduledAsync(RunId id, CancellationToken cancellationToken) => client.IsUnderWayAsync(id.Value, cancellationToken);

    public async Task<OrchestrationState> FindStateAsync(RunId id, CancellationToken cancellationToken) =>
        (await client.GetInstanceAsync(id.Value, getInputsAndOutputs: false, cancellationToken))?.RuntimeStatus switch
        {
            null => OrchestrationState.Missing,
            OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending => OrchestrationState.Active,
            OrchestrationRuntimeStatus.Suspended => OrchestrationState.Suspended,
            OrchestrationRuntimeStatus.Terminated => OrchestrationState.Terminated,
            _ => OrchestrationState.Ended,
        };
}

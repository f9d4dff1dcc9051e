using Microsoft.DurableTask;

namespace LocalRuntime.DurableTask.Replay;

/// <summary>Runs an orchestrator's code on the calling thread until it waits or returns.</summary>
internal delegate Task<object?> Orchestrator(TaskOrchestrationContext context);

/// <summary>Runs an activity; the result is serialized by the caller.</summary>
internal delegate Task<object?> Activity(ActivityCall call, CancellationToken cancellationToken);

/// <param name="InstanceId">The orchestration that called.</param>
/// <param name="Name">Name of the activity.</param>
/// <param name="Input">Serialized input.</param>
internal sealed record ActivityCall(string InstanceId, string Name, string? Input);

/// <summary>The orchestrators and activities of the app, by name without regard to case.</summary>
internal interface ITaskCatalog
{
    Orchestrator? FindOrchestrator(string name);

    Activity? FindActivity(string name);
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Durable.Conformance.App.Topics;

/// <summary>What a sub-orchestration knows of itself.</summary>
public sealed record Child(string InstanceId, string? ParentName, string? ParentInstanceId, string? Input);

/// <param name="Child">Instance id of the sub-orchestration; the engine's choice when null.</param>
/// <param name="Input">Its input.</param>
public sealed record Call(string? Child, string? Input = null);

public static class SubOrchestrationFunctions
{
    [Function(nameof(CallChild))]
    public static Task<Child> CallChild([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var call = context.GetInput<Call>()!;
        return context.CallSubOrchestratorAsync<Child>(nameof(Introduce), call.Input, new SubOrchestrationOptions(instanceId: call.Child));
    }

    [Function(nameof(Introduce))]
    public static Task<Child> Introduce([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.FromResult(new Child(context.InstanceId, context.Parent?.Name, context.Parent?.InstanceId, context.GetInput<string>()));

    /// <summary>Calls <see cref="EventFunctions.WaitForGo"/> under the given id.</summary>
    [Function(nameof(CallWaitingChild))]
    public static Task<string> CallWaitingChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync<string>(nameof(EventFunctions.WaitForGo), null, new SubOrchestrationOptions(instanceId: context.GetInput<Call>()!.Child));
}

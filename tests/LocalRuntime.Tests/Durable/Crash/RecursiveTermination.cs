using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using static LocalRuntime.DurableTask.History.EventType;

namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>A termination that goes on to a child and to the child of that one.</summary>
internal sealed class RecursiveTermination : CrashShape
{
    private static readonly string[] Family = ["parent", "child", "grandchild"];

    public RecursiveTermination() => Tasks
        .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child", null, new SubOrchestrationOptions(instanceId: "child")))
        .Orchestrator("Child", async context => await context.CallSubOrchestratorAsync<int>("Grandchild", null, new SubOrchestrationOptions(instanceId: "grandchild")))
        .Orchestrator("Grandchild", async context => await context.WaitForExternalEvent<int>("never"));

    public override async Task CheckAsync(TestHub hub)
    {
        foreach (var id in Family)
        {
            var ended = await hub.CompletionAsync(id);
            Assert.Equal((OrchestrationRuntimeStatus.Terminated, "over"), (ended.RuntimeStatus, ended.ReadOutputAs<string>()));
            Assert.Single(await hub.HistoryAsync(id), ExecutionTerminated);
        }
    }

    protected override async Task ActAsync(TestHub hub)
    {
        await StartUnlessThereAsync(hub, "Parent", "parent");
        await WaitForInstanceAsync(hub, "grandchild");
        await UnlessEndedAsync(() => hub.Client.TerminateInstanceAsync("parent", new TerminateInstanceOptions("over", Recursive: true), TestHub.Patience));
        foreach (var id in Family)
        {
            await hub.CompletionAsync(id);
        }
    }
}

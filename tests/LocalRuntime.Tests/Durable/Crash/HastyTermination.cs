using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>A recursive termination that may come before the child exists, or while it begins to.</summary>
internal sealed class HastyTermination : CrashShape
{
    public HastyTermination() => Tasks
        .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child", null, new SubOrchestrationOptions(instanceId: "child")))
        .Orchestrator("Child", async context => await context.WaitForExternalEvent<int>("never"));

    public override async Task CheckAsync(TestHub hub)
    {
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.CompletionAsync("parent")).RuntimeStatus);
        Assert.Contains((await hub.Client.GetInstanceAsync("child", TestHub.Patience))?.RuntimeStatus, (OrchestrationRuntimeStatus?[])[null, OrchestrationRuntimeStatus.Terminated]);
    }

    protected override async Task ActAsync(TestHub hub)
    {
        await StartUnlessThereAsync(hub, "Parent", "parent");
        await hub.Client.WaitForInstanceStartAsync("parent", cancellation: TestHub.Patience);
        await UnlessEndedAsync(() => hub.Client.TerminateInstanceAsync("parent", new TerminateInstanceOptions("over", Recursive: true), TestHub.Patience));
        await hub.CompletionAsync("parent");
    }
}

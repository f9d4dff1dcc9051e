using Microsoft.DurableTask;
using static LocalRuntime.DurableTask.History.EventType;

namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>A parent, a child under an id of its own, and an activity of that one.</summary>
internal sealed class SubOrchestration : CrashShape
{
    public SubOrchestration() => Tasks
        .Orchestrator("Parent", async context => 1 + await context.CallSubOrchestratorAsync<int>("Child", 40, new SubOrchestrationOptions(instanceId: "child")))
        .Orchestrator("Child", async context => await context.CallActivityAsync<int>("AddOne", context.GetInput<int>()))
        .Activity<int, int>("AddOne", value => value + 1);

    public override async Task CheckAsync(TestHub hub)
    {
        await AssertOutputAsync(hub, "parent", 42);
        await AssertOutputAsync(hub, "child", 41);
        var parent = await hub.HistoryAsync("parent");
        Assert.Single(parent, SubOrchestrationInstanceCreated);
        Assert.Single(parent, SubOrchestrationInstanceCompleted);
        var child = await hub.HistoryAsync("child");
        Assert.Single(child, ExecutionStarted);
        Assert.Single(child, ExecutionCompleted);
    }

    protected override async Task ActAsync(TestHub hub)
    {
        await StartUnlessThereAsync(hub, "Parent", "parent");
        await hub.CompletionAsync("parent");
    }
}

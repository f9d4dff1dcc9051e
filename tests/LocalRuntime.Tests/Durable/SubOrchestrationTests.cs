using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using static LocalRuntime.DurableTask.History.EventType;

namespace LocalRuntime.Tests.Durable;

public sealed class SubOrchestrationTests
{
    [Fact]
    public async Task The_call_of_a_sub_orchestration_gives_the_history_that_the_official_engine_writes()
    {
        var tasks = new TestTasks()
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>("Child", 7, new SubOrchestrationOptions(instanceId: "child-1")))
            .Orchestrator("Child", context => Task.FromResult(context.InstanceId));
        await using var hub = await TestHub.StartAsync(tasks);

        await hub.RunAsync("Parent", instanceId: "parent-1");

        Assert.Equal(
            [
                OrchestratorStarted, ExecutionStarted, SubOrchestrationInstanceCreated, OrchestratorCompleted,
                OrchestratorStarted, SubOrchestrationInstanceCompleted, ExecutionCompleted, OrchestratorCompleted,
            ],
            await hub.HistoryAsync("parent-1"));
    }

    [Fact]
    public async Task A_parent_whose_child_ended_while_it_was_down_gets_the_result_after_the_restart()
    {
        var tasks = new TestTasks()
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child", null, new SubOrchestrationOptions(instanceId: "child-1")))
            .Orchestrator("Child", async context => await context.WaitForExternalEvent<int>("answer"));
        var name = TestHub.NewName();
        await using (var first = await TestHub.StartAsync(tasks, name))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Parent", null, new StartOrchestrationOptions("parent-1"), TestHub.Patience);
            await WaitForStartAsync(first, "child-1");
        }

        await using (var second = TestHub.Create(tasks, name))
        {
            // Not started: only the child is touched, its parent is not resumed.
            await second.Client.RaiseEventAsync("child-1", "answer", 42, TestHub.Patience);
        }

        await using var third = await TestHub.StartAsync(tasks, name);
        Assert.Equal(42, (await third.CompletionAsync("parent-1")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_call_with_the_id_of_a_running_instance_fails_and_leaves_that_instance_alone()
    {
        var tasks = new TestTasks()
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Wait", null, new SubOrchestrationOptions(instanceId: "taken")))
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("go"));
        await using var hub = await TestHub.StartAsync(tasks);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("taken"), TestHub.Patience);

        var ended = await hub.RunAsync("Parent");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("taken already exists", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        await hub.Client.RaiseEventAsync("taken", "go", 1, TestHub.Patience);
        Assert.Equal(1, (await hub.CompletionAsync("taken")).ReadOutputAs<int>());
    }

    internal static async Task WaitForStartAsync(TestHub hub, string instanceId)
    {
        while (await hub.Client.GetInstanceAsync(instanceId, TestHub.Patience) is null)
        {
            await hub.Engine.Signals.NextChange(instanceId).WaitAsync(TestHub.Patience);
        }

        await hub.Client.WaitForInstanceStartAsync(instanceId, TestHub.Patience);
    }
}

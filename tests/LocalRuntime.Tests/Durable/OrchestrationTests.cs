using Microsoft.DurableTask.Client;
using static LocalRuntime.DurableTask.History.EventType;

namespace LocalRuntime.Tests.Durable;

public sealed class OrchestrationTests
{
    [Fact]
    public async Task Two_activities_in_a_row_give_the_history_that_the_official_engine_writes()
    {
        var tasks = new TestTasks()
            .Orchestrator("Sum", async context =>
            {
                var first = await context.CallActivityAsync<int>("Double", context.GetInput<int>());
                return await context.CallActivityAsync<int>("Double", first);
            })
            .Activity<int, int>("Double", value => value * 2);
        await using var hub = await TestHub.StartAsync(tasks);

        var ended = await hub.RunAsync("Sum", 5);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(20, ended.ReadOutputAs<int>());
        Assert.Equal(5, ended.ReadInputAs<int>());
        Assert.Equal(
            [
                OrchestratorStarted, ExecutionStarted, TaskScheduled, OrchestratorCompleted,
                OrchestratorStarted, TaskCompleted, TaskScheduled, OrchestratorCompleted,
                OrchestratorStarted, TaskCompleted, ExecutionCompleted, OrchestratorCompleted,
            ],
            await hub.HistoryAsync(ended.InstanceId));
    }
}

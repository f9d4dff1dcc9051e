using Microsoft.DurableTask;
using static LocalRuntime.DurableTask.History.EventType;

namespace LocalRuntime.Tests.Durable;

/// <summary>Two engines on one hub are not a supported way to work, but must not corrupt an instance.</summary>
public sealed class TwoHostsTests
{
    [Fact]
    public async Task Two_engines_that_run_the_same_instances_record_each_result_once()
    {
        var tasks = new TestTasks()
            .Orchestrator("Chain", async context =>
            {
                await context.WaitForExternalEvent<string>("go");
                var sum = 0;
                for (var step = 0; step < 5; step++)
                {
                    sum = await context.CallActivityAsync<int>("AddOne", sum);
                }

                return sum;
            })
            .Activity<int, int>("AddOne", value => value + 1);
        await using var left = await TestHub.StartAsync(tasks);
        string[] ids = [.. Enumerable.Range(0, 8).Select(number => $"chain-{number}")];
        foreach (var id in ids)
        {
            await left.Client.ScheduleNewOrchestrationInstanceAsync("Chain", null, new StartOrchestrationOptions(id), TestHub.Patience);
            await left.Client.WaitForInstanceStartAsync(id, TestHub.Patience);
        }

        await using var right = await TestHub.StartAsync(tasks, left.Name);
        await Task.WhenAll(ids.Select((id, index) => (index % 2 == 0 ? left : right).Client.RaiseEventAsync(id, "go", "now", TestHub.Patience)));

        foreach (var id in ids)
        {
            var ended = await left.CompletionAsync(id);
            Assert.Equal(5, ended.ReadOutputAs<int>());
            var history = await right.HistoryAsync(id);
            Assert.Equal(5, history.Count(type => type == TaskScheduled));
            Assert.Equal(5, history.Count(type => type == TaskCompleted));
            Assert.Equal(history.Count(type => type == OrchestratorStarted), history.Count(type => type == OrchestratorCompleted));
        }
    }
}

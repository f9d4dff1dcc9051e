using LocalRuntime.DurableTask.History;
using Microsoft.DurableTask;

namespace LocalRuntime.Tests.Durable;

public sealed class ContinueAsNewTests
{
    [Fact]
    public async Task Starting_over_gives_a_new_execution_with_an_empty_history_and_the_new_input()
    {
        var tasks = new TestTasks()
            .Orchestrator("Count", async context =>
            {
                var round = context.GetInput<int>();
                await context.CallActivityAsync("Nothing");
                if (round < 3)
                {
                    context.ContinueAsNew(round + 1);
                }

                return round;
            })
            .Activity<object, int>("Nothing", _ => 0);
        await using var hub = await TestHub.StartAsync(tasks);

        var ended = await hub.RunAsync("Count", 1);

        Assert.Equal(3, ended.ReadOutputAs<int>());
        Assert.Equal(3, ended.ReadInputAs<int>());
        Assert.Equal(3, tasks.Runs("Nothing"));
        Assert.Single(await hub.HistoryAsync(ended.InstanceId), EventType.TaskScheduled);
    }

    [Fact]
    public async Task Events_that_were_not_awaited_go_on_unless_they_are_to_be_dropped()
    {
        var tasks = new TestTasks().Orchestrator("Drain", async context =>
        {
            var sum = context.GetInput<int>();
            await context.WaitForExternalEvent<string>("open");
            var number = await context.WaitForExternalEvent<int>("number");
            if (number >= 0)
            {
                context.ContinueAsNew(sum + number, preserveUnprocessedEvents: number < 100);
            }

            return sum;
        });
        await using var hub = await TestHub.StartAsync(tasks);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Drain", 0, TestHub.Patience);

        foreach (var number in (int[])[1, 2, 100, 1000])
        {
            await hub.Client.RaiseEventAsync(id, "number", number, TestHub.Patience);
        }

        foreach (var number in (int[])[1, 2, 100])
        {
            await hub.Client.RaiseEventAsync(id, "open", number.ToString(), TestHub.Patience);
        }

        await hub.Client.RaiseEventAsync(id, "open", "last", TestHub.Patience);
        await hub.Client.RaiseEventAsync(id, "number", -1, TestHub.Patience);
        Assert.Equal(103, (await hub.CompletionAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task More_preserved_events_than_one_transaction_holds_survive_starting_over_and_a_restart()
    {
        var tasks = new TestTasks().Orchestrator("Keep", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                await context.WaitForExternalEvent<string>("again");
                context.ContinueAsNew(1);
                return 0;
            }

            await context.WaitForExternalEvent<string>("end");
            var sum = 0;
            for (var count = 0; count < 150; count++)
            {
                sum += await context.WaitForExternalEvent<int>("number");
            }

            return sum;
        });
        var name = TestHub.NewName();
        await using (var first = await TestHub.StartAsync(tasks, name))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Keep", 0, new StartOrchestrationOptions("keeper"), TestHub.Patience);
            await Task.WhenAll(Enumerable.Range(0, 150).Select(number => first.Client.RaiseEventAsync("keeper", "number", number, TestHub.Patience)));
            await first.Client.RaiseEventAsync("keeper", "again", "now", TestHub.Patience);
        }

        await using var second = await TestHub.StartAsync(tasks, name);
        await second.Client.RaiseEventAsync("keeper", "end", "now", TestHub.Patience);
        Assert.Equal(150 * 149 / 2, (await second.CompletionAsync("keeper")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task What_was_sent_before_starting_over_arrives()
    {
        var tasks = new TestTasks()
            .Orchestrator("Send", context =>
            {
                var round = context.GetInput<int>();
                context.SendEvent("receiver", "round", round);
                if (round < 2)
                {
                    context.ContinueAsNew(round + 1);
                }

                return Task.CompletedTask;
            })
            .Orchestrator("Receive", async context =>
                await context.WaitForExternalEvent<int>("round") + await context.WaitForExternalEvent<int>("round") + await context.WaitForExternalEvent<int>("round"));
        await using var hub = await TestHub.StartAsync(tasks);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Receive", null, new StartOrchestrationOptions("receiver"), TestHub.Patience);

        await hub.RunAsync("Send", 0);

        Assert.Equal(3, (await hub.CompletionAsync("receiver")).ReadOutputAs<int>());
    }
}

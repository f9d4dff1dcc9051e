using Microsoft.DurableTask;

namespace LocalRuntime.Tests.Durable;

public sealed class ContinueAsNewTests
{
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
    public async Task A_call_that_was_not_awaited_and_has_arrived_is_not_made_again_by_the_next_process()
    {
        var noted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = new TestTasks()
            .Orchestrator("Forgetful", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    _ = context.CallActivityAsync<int>("Note", 0);
                    context.ContinueAsNew(1);
                    return;
                }

                await context.WaitForExternalEvent<string>("end");
            })
            .Activity<int, int>("Note", value =>
            {
                noted.SetResult();
                return value;
            });
        var name = TestHub.NewName();
        await using (var first = await TestHub.StartAsync(tasks, name))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Forgetful", 0, new StartOrchestrationOptions("one"), TestHub.Patience);
            await noted.Task.WaitAsync(TestHub.Patience);
            await first.Engine.StopAsync(TestHub.Patience);
        }

        await using var second = await TestHub.StartAsync(tasks, name);
        await second.Client.RaiseEventAsync("one", "end", "now", TestHub.Patience);
        await second.CompletionAsync("one");
        await second.Engine.StopAsync(TestHub.Patience);
        Assert.Equal(1, tasks.Runs("Note"));
    }
}

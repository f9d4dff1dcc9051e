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
}

using Microsoft.DurableTask;

namespace LocalRuntime.Tests.Durable;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Stopping_lets_a_running_activity_finish_records_its_result_and_begins_no_other()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = new TestTasks()
            .Orchestrator("Two", async context => await context.CallActivityAsync<int>("Second", await context.CallActivityAsync<int>("First")))
            .Activity<object, int>("First", async (_, _) =>
            {
                running.TrySetResult();
                await release.Task;
                return 20;
            })
            .Activity<int, int>("Second", value => value + 1);
        var name = TestHub.NewName();
        await using (var first = await TestHub.StartAsync(tasks, name))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Two", null, new StartOrchestrationOptions("two"), TestHub.Patience);
            await running.Task.WaitAsync(TestHub.Patience);
            var stop = first.Engine.StopAsync(TestHub.Patience);
            release.SetResult();
            await stop;
        }

        Assert.Equal((1, 0), (tasks.Runs("First"), tasks.Runs("Second")));
        await using var second = await TestHub.StartAsync(tasks, name);
        Assert.Equal(21, (await second.CompletionAsync("two")).ReadOutputAs<int>());
        Assert.Equal((1, 1), (tasks.Runs("First"), tasks.Runs("Second")));
    }

    [Fact]
    public async Task An_activity_that_outlives_the_shutdown_time_is_told_and_runs_again_after_the_restart()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = new TestTasks()
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Slow"))
            .Activity<object, int>("Slow", async (_, cancellation) =>
            {
                if (running.TrySetResult())
                {
                    await Task.Delay(Timeout.Infinite, cancellation);
                }

                return 7;
            });
        var name = TestHub.NewName();
        await using (var first = await TestHub.StartAsync(tasks, name))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("One", null, new StartOrchestrationOptions("one"), TestHub.Patience);
            await running.Task.WaitAsync(TestHub.Patience);
            await first.Engine.StopAsync(new CancellationToken(canceled: true));
        }

        await using var second = await TestHub.StartAsync(tasks, name);
        Assert.Equal(7, (await second.CompletionAsync("one")).ReadOutputAs<int>());
        Assert.Equal(2, tasks.Runs("Slow"));
    }
}

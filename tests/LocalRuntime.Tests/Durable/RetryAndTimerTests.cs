using LocalRuntime.Tests.Functions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using static LocalRuntime.DurableTask.History.EventType;

namespace LocalRuntime.Tests.Durable;

public sealed class RetryAndTimerTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Pauses_between_attempts_grow_up_to_the_longest_and_are_durable_timers()
    {
        var time = new ManualTime(Noon);
        var attempts = new List<DateTimeOffset>();
        var policy = new RetryPolicy(4, TimeSpan.FromSeconds(10), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromSeconds(50));
        await using var hub = await TestHub.StartAsync(Failing(TaskOptions.FromRetryPolicy(policy), () => attempts.Add(time.GetUtcNow())), time: time);

        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Try", TestHub.Patience);
        foreach (var pause in (int[])[10, 30, 50])
        {
            await time.SomebodyWaitsAsync();
            time.Advance(TimeSpan.FromSeconds(pause));
        }

        var ended = await EndAsync(hub, id);
        Assert.Equal([0.0, 10.0, 40.0, 90.0], attempts.Select(at => (at - Noon).TotalSeconds));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("Task 'Fail' (#6) failed with an unhandled exception: attempt failed", ended.FailureDetails!.ErrorMessage);
        Assert.Equal(
            [TaskScheduled, TaskFailed, TimerCreated, TimerFired, TaskScheduled],
            (await hub.HistoryAsync(id)).Where(type => type is not (OrchestratorStarted or OrchestratorCompleted or ExecutionStarted)).Take(5));
    }

    [Fact]
    public async Task No_attempt_starts_after_the_retry_timeout()
    {
        var time = new ManualTime(Noon);
        var attempts = 0;
        var policy = new RetryPolicy(100, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromSeconds(15));
        await using var hub = await TestHub.StartAsync(Failing(TaskOptions.FromRetryPolicy(policy), () => attempts++), time: time);

        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Try", TestHub.Patience);
        foreach (var _ in (int[])[1, 2])
        {
            await time.SomebodyWaitsAsync();
            time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await EndAsync(hub, id)).RuntimeStatus);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task A_timer_goes_on_after_a_restart_and_fires_at_its_time()
    {
        var time = new ManualTime(Noon);
        var tasks = new TestTasks().Orchestrator("Sleep", async context =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddDays(7), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        var name = TestHub.NewName();
        await using (var first = await TestHub.StartAsync(tasks, name, time))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Sleep", null, new StartOrchestrationOptions("sleeper"), TestHub.Patience);
            await time.SomebodyWaitsAsync();
        }

        await using var second = await TestHub.StartAsync(tasks, name, time);
        for (var day = 0; day < 7; day++)
        {
            await time.SomebodyWaitsAsync();
            time.Advance(TimeSpan.FromDays(1));
        }

        var ended = await EndAsync(second, "sleeper");
        Assert.Equal(Noon.AddDays(7).UtcDateTime, ended.ReadOutputAs<DateTime>());

        // As the official worker does, timers longer than three days are made of several.
        Assert.Equal(3, (await second.HistoryAsync("sleeper")).Count(type => type == TimerCreated));
    }

    private static TestTasks Failing(TaskOptions options, Action onAttempt) => new TestTasks()
        .Orchestrator("Try", async context => await context.CallActivityAsync<int>("Fail", null, options))
        .Activity<object, int>("Fail", _ =>
        {
            onAttempt();
            throw new InvalidOperationException("attempt failed");
        });

    // The client's own fallback wait would be one more waiter on the manual clock.
    private static async Task<OrchestrationMetadata> EndAsync(TestHub hub, string instanceId)
    {
        while (true)
        {
            var changed = hub.Engine.Signals.NextChange(instanceId);
            if (await hub.Client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, TestHub.Patience) is { IsCompleted: true } ended)
            {
                return ended;
            }

            await changed.WaitAsync(TestHub.Patience);
        }
    }
}

using LocalRuntime.DurableTask.Engine;
using LocalRuntime.Tests.Functions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
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

    [Fact]
    public async Task No_more_activities_run_at_a_time_than_configured()
    {
        var (running, most) = (0, 0);
        var tasks = new TestTasks()
            .Orchestrator("FanOut", context => Task.WhenAll(Enumerable.Range(0, 12).Select(_ => context.CallActivityAsync("Work"))))
            .Activity<object, int>("Work", async (_, cancellation) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Delay(5, cancellation);
                return Interlocked.Decrement(ref running);
            });
        await using var hub = await TestHub.StartAsync(tasks, options: new EngineOptions { MaxConcurrentActivities = 3 });

        await hub.RunAsync("FanOut");

        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Logs_hold_ids_and_names_and_nothing_that_the_app_works_on()
    {
        const string secret = "Jane-Doe-1980";
        using var logs = new CapturedLogs();
        using var loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        var tasks = new TestTasks()
            .Orchestrator("Leak", async context =>
            {
                context.SetCustomStatus(secret);
                try
                {
                    await context.CallActivityAsync<string>("Throw", context.GetInput<string>());
                }
                catch (TaskFailedException)
                {
                    // Goes on to fail by itself.
                }

                throw new InvalidOperationException(secret);
            })
            .Activity<string, string>("Throw", value => throw new InvalidOperationException(value));
        await using var hub = await TestHub.StartAsync(tasks, loggers: loggers);

        var ended = await hub.RunAsync("Leak", secret);

        Assert.Contains(secret, ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        var entries = logs.Of("Host.Triggers.DurableTask").ToList();
        Assert.Contains(entries, entry => entry.Message.Contains(ended.InstanceId, StringComparison.Ordinal));
        Assert.DoesNotContain(entries, entry => entry.Message.Contains(secret, StringComparison.Ordinal) || entry.Exception is not null);
    }

    [Fact]
    public async Task A_custom_status_is_shown_while_the_instance_runs_and_after_a_restart()
    {
        var tasks = new TestTasks().Orchestrator("Status", async context =>
        {
            context.SetCustomStatus(new { step = 1 });
            await context.WaitForExternalEvent<string>("go");
            context.SetCustomStatus(null);
        });
        var name = TestHub.NewName();
        await using (var first = await TestHub.StartAsync(tasks, name))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Status", null, new StartOrchestrationOptions("one"), TestHub.Patience);
            var running = await first.Client.WaitForInstanceStartAsync("one", getInputsAndOutputs: true, TestHub.Patience);
            Assert.Equal("""{"step":1}""", running.SerializedCustomStatus);
        }

        await using var second = await TestHub.StartAsync(tasks, name);
        await second.Client.RaiseEventAsync("one", "go", "now", TestHub.Patience);
        var ended = await second.CompletionAsync("one");
        Assert.Null(ended.SerializedCustomStatus);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}

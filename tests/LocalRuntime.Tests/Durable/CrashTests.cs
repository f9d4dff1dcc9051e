using Azure;
using LocalRuntime.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.Durable;

/// <summary>Two activities, a timer and an event, with storage failing at every call in turn.</summary>
public sealed class CrashTests
{
    private const string InstanceId = "order";

    [Theory]
    [InlineData(nameof(Fault.NotSent))]
    [InlineData(nameof(Fault.ReplyLost))]
    public async Task Whichever_storage_call_a_crash_interrupts_the_next_start_completes_the_instance(string fault)
    {
        var calls = await CallsOfAnUndisturbedRunAsync();

        await Parallel.ForEachAsync(Enumerable.Range(1, calls), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (call, cancellation) =>
        {
            var name = TestHub.NewName();
            var transport = new TestTransport(call, Enum.Parse<Fault>(fault));
            await using (var crashing = TestHub.Create(Tasks(), name, transport: transport))
            {
                var run = UseAsync(crashing);
                await Task.WhenAny(run, transport.Failed);
                _ = run.ContinueWith(task => task.Exception, cancellation, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }

            await using var restarted = TestHub.Create(Tasks(), name);
            await UseAsync(restarted);
            await AssertCompletedOnceAsync(restarted);
        });
    }

    /// <param name="count">1: the client library's own retry meets what was written; 3: the engine has to try again itself.</param>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Whichever_reply_is_lost_the_engine_reads_back_and_goes_on(int count)
    {
        var calls = await CallsOfAnUndisturbedRunAsync();

        await Parallel.ForEachAsync(Enumerable.Range(1, calls), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (call, cancellation) =>
        {
            await using var hub = TestHub.Create(Tasks(), transport: new TestTransport(call, Fault.ReplyLost, count));
            try
            {
                await UseAsync(hub);
            }
            catch (Exception exception) when (exception is RequestFailedException or AggregateException)
            {
                // The user was told, and tries again.
                await UseAsync(hub);
            }

            await using var observer = TestHub.Create(Tasks(), hub.Name);
            await AssertCompletedOnceAsync(observer);
        });
    }

    private static TestTasks Tasks() => new TestTasks()
        .Orchestrator("Order", async context =>
        {
            var first = await context.CallActivityAsync<int>("AddOne", 0);
            await context.CreateTimer(TimeSpan.FromMilliseconds(5), CancellationToken.None);
            var approved = await context.WaitForExternalEvent<int>("Approved");
            return await context.CallActivityAsync<int>("AddOne", first + approved);
        })
        .Activity<int, int>("AddOne", value => value + 1);

    private static async Task<int> CallsOfAnUndisturbedRunAsync()
    {
        var transport = new TestTransport();
        await using var hub = TestHub.Create(Tasks(), transport: transport);
        await UseAsync(hub);
        Assert.InRange(transport.Calls, 10, 30);
        return transport.Calls;
    }

    // What a careful user does: starts the engine and the instance, raises the event, and does again what is not there.
    private static async Task UseAsync(TestHub hub)
    {
        await hub.Engine.StartAsync(TestHub.Patience);
        if (await hub.Client.GetInstanceAsync(InstanceId, TestHub.Patience) is null)
        {
            await hub.Client.ScheduleNewOrchestrationInstanceAsync("Order", null, new StartOrchestrationOptions(InstanceId), TestHub.Patience);
        }

        try
        {
            await hub.Client.RaiseEventAsync(InstanceId, "Approved", 40, TestHub.Patience);
        }
        catch (InvalidOperationException)
        {
            // It had its event before the crash, and has ended.
        }

        await hub.CompletionAsync(InstanceId);
    }

    private static async Task AssertCompletedOnceAsync(TestHub hub)
    {
        var instance = await hub.CompletionAsync(InstanceId);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.RuntimeStatus);
        Assert.Equal(42, instance.ReadOutputAs<int>());
        var history = await hub.Engine.History.ReadAsync(InstanceId, TestHub.Patience);
        Assert.Equal([0, 2], history.Where(@event => @event.Type == EventType.TaskScheduled).Select(@event => @event.EventId));
        Assert.Equal([0, 2], history.Where(@event => @event.Type == EventType.TaskCompleted).Select(@event => @event.TaskScheduledId!.Value));
        Assert.Single(history, @event => @event.Type == EventType.ExecutionStarted);
        Assert.Single(history, @event => @event.Type == EventType.TimerFired);
        Assert.Single(history, @event => @event.Type == EventType.ExecutionCompleted);
    }
}

using LocalRuntime.DurableTask.History;

namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>Two activities, a timer and an event.</summary>
internal sealed class Order : CrashShape
{
    private const string Id = "order";

    public Order() => Tasks
        .Orchestrator("Order", async context =>
        {
            var first = await context.CallActivityAsync<int>("AddOne", 0);
            await context.CreateTimer(TimeSpan.FromMilliseconds(5), CancellationToken.None);
            var approved = await context.WaitForExternalEvent<int>("Approved");
            return await context.CallActivityAsync<int>("AddOne", first + approved);
        })
        .Activity<int, int>("AddOne", value => value + 1);

    public override async Task CheckAsync(TestHub hub)
    {
        await AssertOutputAsync(hub, Id, 42);
        var history = await hub.Engine.History.ReadAsync(Id, TestHub.Patience);
        Assert.Equal([0, 2], history.Where(@event => @event.Type == EventType.TaskScheduled).Select(@event => @event.EventId));
        Assert.Equal([0, 2], history.Where(@event => @event.Type == EventType.TaskCompleted).Select(@event => @event.TaskScheduledId!.Value));
        Assert.Single(history, @event => @event.Type == EventType.ExecutionStarted);
        Assert.Single(history, @event => @event.Type == EventType.TimerFired);
        Assert.Single(history, @event => @event.Type == EventType.ExecutionCompleted);
    }

    protected override async Task ActAsync(TestHub hub)
    {
        await StartUnlessThereAsync(hub, "Order", Id);
        await UnlessEndedAsync(() => hub.Client.RaiseEventAsync(Id, "Approved", 40, TestHub.Patience));
        await hub.CompletionAsync(Id);
    }
}

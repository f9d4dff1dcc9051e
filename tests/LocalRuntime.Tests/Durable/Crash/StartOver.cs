using Microsoft.DurableTask;
using static LocalRuntime.DurableTask.History.EventType;

namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>Starts over at each of three events; the last execution begins with more rows than one transaction takes.</summary>
internal sealed class StartOver : CrashShape
{
    private const string Id = "collector";
    private static readonly int[] Numbers = [101, 102, 103];

    public StartOver() => Tasks.Orchestrator<int[]>("Collect", async context =>
    {
        var numbers = context.GetInput<int[]>()!;
        if (numbers.Length == Numbers.Length - 1)
        {
            BeginWide(context);
        }

        numbers = [.. numbers, await context.WaitForExternalEvent<int>("number")];
        if (numbers.Length < Numbers.Length)
        {
            context.ContinueAsNew(numbers);
        }

        return numbers;
    });

    public override async Task CheckAsync(TestHub hub)
    {
        await AssertOutputAsync(hub, Id, Numbers);
        var history = await hub.HistoryAsync(Id);
        Assert.Single(history, ExecutionStarted);
        Assert.Equal(100, history.Count(type => type == TimerCreated));
        Assert.Single(history, ExecutionCompleted);
    }

    protected override async Task ActAsync(TestHub hub)
    {
        await StartUnlessThereAsync(hub, "Collect", Id, Array.Empty<int>());
        foreach (var number in Numbers)
        {
            if (!await HasReceivedAsync(hub, number))
            {
                await UnlessEndedAsync(() => hub.Client.RaiseEventAsync(Id, "number", number, TestHub.Patience));
            }
        }

        await hub.CompletionAsync(Id);
    }

    private static void BeginWide(TaskOrchestrationContext context)
    {
        using var cancelled = new CancellationTokenSource();
        for (var count = 0; count < 100; count++)
        {
            _ = context.CreateTimer(TimeSpan.FromDays(1), cancelled.Token);
        }

        cancelled.Cancel();
    }

    // Before a crash the event may have been recorded, or even have become part of the next execution's input.
    private static async Task<bool> HasReceivedAsync(TestHub hub, int number) =>
        (await hub.Engine.History.ReadAsync(Id, TestHub.Patience)).Any(@event =>
            @event.Type is ExecutionStarted or EventRaised && @event.Input!.Contains($"{number}", StringComparison.Ordinal));
}

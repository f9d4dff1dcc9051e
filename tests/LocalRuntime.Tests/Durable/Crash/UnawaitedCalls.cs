using System.Collections.Concurrent;
using Microsoft.DurableTask;
using static LocalRuntime.DurableTask.History.EventType;

namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>Calls that nobody waits for before their orchestrator starts over: two activities and a child, in two steps.</summary>
internal sealed class UnawaitedCalls : CrashShape
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _notes = new();

    public UnawaitedCalls() => Tasks
        .Orchestrator("Forgetful", async context =>
        {
            if (context.GetInput<bool>())
            {
                // The first call, as the one that the last execution did not wait for; it gets its own answer.
                var same = await context.CallActivityAsync<int>("Same", 7);
                await context.WaitForExternalEvent<string>("end");
                return same;
            }

            _ = context.CallActivityAsync<int>("Note", 1);
            await context.CreateTimer(TimeSpan.FromMilliseconds(5), CancellationToken.None);
            _ = context.CallActivityAsync<int>("Note", 2);
            _ = context.CallSubOrchestratorAsync<int>("Child", null, new SubOrchestrationOptions(instanceId: "child"));
            context.ContinueAsNew(newInput: true);
            return 0;
        })
        .Orchestrator("Child", context => Task.FromResult(3))
        .Activity<int, int>("Same", value => value)
        .Activity<int, int>("Note", number =>
        {
            Noted(number).TrySetResult();
            return -number;
        });

    public override async Task CheckAsync(TestHub hub)
    {
        await AssertOutputAsync(hub, "forgetful", 7);
        await AssertOutputAsync(hub, "child", 3);
        Assert.Single(await hub.HistoryAsync("child"), ExecutionStarted);

        // At least once each, and once only in a process.
        Assert.InRange(Tasks.Runs("Note"), 2, 2 * Uses);
    }

    protected override async Task ActAsync(TestHub hub)
    {
        await StartUnlessThereAsync(hub, "Forgetful", "forgetful", input: false);
        await Noted(1).Task.WaitAsync(TestHub.Patience);
        await Noted(2).Task.WaitAsync(TestHub.Patience);
        await WaitForInstanceAsync(hub, "child");
        await hub.CompletionAsync("child");
        await UnlessEndedAsync(() => hub.Client.RaiseEventAsync("forgetful", "end", "now", TestHub.Patience));
        await hub.CompletionAsync("forgetful");
    }

    private TaskCompletionSource Noted(int number) =>
        _notes.GetOrAdd(number, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

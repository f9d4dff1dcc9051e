using System.Collections.Concurrent;

namespace LocalRuntime.Tests.Durable;

public sealed class StorageBudgetTests
{
    [Fact]
    public async Task An_orchestration_of_two_activities_takes_one_insert_three_checkpoints_and_three_merges()
    {
        var calls = new ConcurrentQueue<string>();
        var tasks = new TestTasks()
            .Orchestrator("Two", async context => await context.CallActivityAsync<int>("Same", await context.CallActivityAsync<int>("Same", 1)))
            .Activity<int, int>("Same", value => value);
        await using var hub = await TestHub.StartAsync(tasks, transport: new TestTransport { OnCall = calls.Enqueue });
        calls.Clear();

        await hub.RunAsync("Two");

        // Waiting for the end reads the row; the work itself reads nothing.
        string[] work = [.. calls.Where(call => !call.StartsWith("GET", StringComparison.Ordinal))];
        Assert.Equal(7, work.Length);
        Assert.Equal(3, work.Count(call => call.EndsWith("$batch", StringComparison.Ordinal)));
        Assert.DoesNotContain(calls, call => call.StartsWith("GET", StringComparison.Ordinal) && call.Contains("History", StringComparison.Ordinal));
    }
}

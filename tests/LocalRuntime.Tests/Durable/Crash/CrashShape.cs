using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>A small use of the engine, and what is true after it however it was interrupted. One object per case.</summary>
internal abstract class CrashShape
{
    public TestTasks Tasks { get; } = new();

    /// <summary>How often the engine was used.</summary>
    protected int Uses { get; private set; }

    /// <summary>What a careful user does: starts the engine, and does what is not done yet until the end is seen.</summary>
    public async Task UseAsync(TestHub hub)
    {
        Uses++;
        await hub.Engine.StartAsync(TestHub.Patience);
        await ActAsync(hub);
    }

    /// <summary>Asserts what must be true in the end.</summary>
    /// <param name="hub">A hub that has only looked on.</param>
    public abstract Task CheckAsync(TestHub hub);

    protected abstract Task ActAsync(TestHub hub);

    protected static async Task StartUnlessThereAsync(TestHub hub, string orchestrator, string instanceId, object? input = null)
    {
        if (await hub.Client.GetInstanceAsync(instanceId, TestHub.Patience) is null)
        {
            await hub.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(instanceId), TestHub.Patience);
        }
    }

    /// <returns>False when the instance had ended already.</returns>
    protected static async Task<bool> UnlessEndedAsync(Func<Task> command)
    {
        try
        {
            await command();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Waits until an instance that something else starts is shown.</summary>
    protected static async Task WaitForInstanceAsync(TestHub hub, string instanceId)
    {
        while (true)
        {
            var changed = hub.Engine.Signals.NextChange(instanceId);
            if (await hub.Client.GetInstanceAsync(instanceId, TestHub.Patience) is { RuntimeStatus: not OrchestrationRuntimeStatus.Pending })
            {
                return;
            }

            await changed.WaitAsync(TestHub.Patience);
        }
    }

    protected static async Task AssertOutputAsync<T>(TestHub hub, string instanceId, T expected)
    {
        var instance = await hub.CompletionAsync(instanceId);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.RuntimeStatus);
        Assert.Equal(expected, instance.ReadOutputAs<T>());
    }
}

using System.Collections.Concurrent;

namespace LocalRuntime.DurableTask.Engine;

/// <summary>Wakes those who wait for an instance when its Instances row has changed.</summary>
internal sealed class StatusSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiters = new(StringComparer.Ordinal);

    /// <summary>Completes at the next change. Ask before reading the row, so that no change falls in between.</summary>
    public Task NextChange(string instanceId) =>
        _waiters.GetOrAdd(instanceId, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string instanceId)
    {
        if (_waiters.TryRemove(instanceId, out var waiter))
        {
            waiter.TrySetResult();
        }
    }
}

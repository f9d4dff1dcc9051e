using Microsoft.DurableTask;

namespace LocalRuntime.DurableTask.Replay;

/// <summary>
/// Waiters and early events of one execution, by name without regard to case. As officially: the youngest waiter comes
/// first, and a cancelled one still takes the event that reaches it.
/// </summary>
internal sealed class ExternalEvents(DataConverter converter, OrchestratorThread thread)
{
    private readonly Dictionary<string, Stack<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, string? Payload)> _early = [];

    public bool HasWaiters => _waiters.Count > 0;

    /// <summary>Events that nobody took, oldest first.</summary>
    public IReadOnlyList<(string Name, string? Payload)> Unprocessed => _early;

    public Task<T?> WaitFor<T>(string name, CancellationToken cancellationToken)
    {
        var completion = new TaskCompletionSource<T?>();
        var waiter = new Waiter(typeof(T), payload => completion.TrySetResult(converter.Deserialize<T>(payload)), exception => completion.TrySetException(exception));
        var waiters = _waiters.TryGetValue(name, out var known) ? known : _waiters[name] = new Stack<Waiter>();
        if (waiters.TryPeek(out var other) && other.EventType != typeof(T))
        {
            throw new ArgumentException(
                $"Events with the same name must have the same type argument. Expected {other.EventType.FullName} but was requested {typeof(T).FullName}.",
                nameof(name));
        }

        waiters.Push(waiter);
        var early = _early.FindIndex(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase));
        if (early >= 0)
        {
            var payload = _early[early].Payload;
            _early.RemoveAt(early);
            Take(name)!.Receive(payload);
        }

        cancellationToken.Register(() => completion.TrySetCanceled(cancellationToken));
        return completion.Task;
    }

    public void Raise(string name, string? payload)
    {
        if (Take(name) is { } waiter)
        {
            thread.Complete(() => waiter.Receive(payload));
        }
        else
        {
            _early.Add((name, payload));
        }
    }

    private Waiter? Take(string name)
    {
        if (!_waiters.TryGetValue(name, out var waiters))
        {
            return null;
        }

        var waiter = waiters.Pop();
        if (waiters.Count == 0)
        {
            _waiters.Remove(name);
        }

        return waiter;
    }

    private sealed class Waiter(Type eventType, Action<string?> receive, Action<Exception> fail)
    {
        public Type EventType { get; } = eventType;

        public void Receive(string? payload)
        {
            try
            {
                receive(payload);
            }
#pragma warning disable CA1031 // A payload of another shape is the orchestrator's failure, not the engine's.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                fail(exception);
            }
        }
    }
}

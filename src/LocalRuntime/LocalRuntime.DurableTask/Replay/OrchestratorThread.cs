namespace LocalRuntime.DurableTask.Replay;

/// <summary>
/// The one thread that an orchestrator's code runs on during a step. Continuations run in the order in which their tasks
/// completed; one that arrives from another thread shows that the code awaited something that is not durable.
/// </summary>
internal sealed class OrchestratorThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _continuations = new();
    private readonly int _threadId = Environment.CurrentManagedThreadId;
    private volatile bool _ended;

    /// <summary>Whether something came, or was called, from another thread.</summary>
    public bool SawForeignThread { get; private set; }

    private bool IsCurrent => !_ended && Environment.CurrentManagedThreadId == _threadId;

    /// <exception cref="InvalidOperationException">The caller is not on this thread.</exception>
    public void ThrowIfElsewhere()
    {
        if (!IsCurrent)
        {
            SawForeignThread = true;
            throw new InvalidOperationException(NonDeterminism.IllegalAwait);
        }
    }

    /// <summary>Runs <paramref name="action"/> and whatever continuations follow from it.</summary>
    public void Run(Action action)
    {
        var outer = Current;
        try
        {
            SetSynchronizationContext(this);
            action();
            Drain();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Completes a task inside of <see cref="Run"/>, and runs what follows from it before anything else.</summary>
    public void Complete(Action complete)
    {
        complete();
        Drain();
    }

    /// <summary>Nothing that comes later runs.</summary>
    public void End() => _ended = true;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            _continuations.Enqueue((d, state));
        }
        else
        {
            SawForeignThread = true;
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        ThrowIfElsewhere();
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    private void Drain()
    {
        while (_continuations.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }
}

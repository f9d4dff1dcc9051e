namespace LocalRuntime.DurableTask.Engine;

/// <summary>Counts what runs, and tells when nothing does.</summary>
internal sealed class WorkCount
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _none;
    private int _count;

    public void Add()
    {
        lock (_gate)
        {
            _count++;
        }
    }

    public void Remove()
    {
        lock (_gate)
        {
            if (--_count == 0)
            {
                _none?.TrySetResult();
                _none = null;
            }
        }
    }

    public Task WhenNoneAsync()
    {
        lock (_gate)
        {
            return _count == 0
                ? Task.CompletedTask
                : (_none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}

using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Those who wait for a change of a run in this process; as many as the settings allow.</summary>
public sealed class RunWaiters(RunSettings settings) : IRunChanges
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RunId, List<Waiter>> _waiters = [];
    private int _count;

    /// <summary>How many wait now.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Begins to listen for changes of a run; dispose to end it.</summary>
    /// <returns>Null when too many wait already.</returns>
    public Waiter? TryAdd(RunId id)
    {
        lock (_lock)
        {
            if (_count >= settings.MaxWaiters)
            {
                return null;
            }

            var waiter = new Waiter(this, id);
            if (!_waiters.TryGetValue(id, out var ofRun))
            {
                _waiters[id] = ofRun = [];
            }

            ofRun.Add(waiter);
            _count++;
            return waiter;
        }
    }

    public void Tell(RunId id)
    {
        if (Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            if (_waiters.TryGetValue(id, out var ofRun))
            {
                ofRun.ForEach(waiter => waiter.Wake());
            }
        }
    }

    private void Remove(Waiter waiter)
    {
        lock (_lock)
        {
            if (_waiters.TryGetValue(waiter.Run, out var ofRun) && ofRun.Remove(waiter))
            {
                _count--;
                if (ofRun.Count == 0)
                {
                    _waiters.Remove(waiter.Run);
                }
            }
        }
    }

    /// <summary>One who waits. What is told between two waits is not lost.</summary>
    public sealed class Waiter : IDisposable
    {
        private readonly RunWaiters _all;
        private volatile TaskCompletionSource _woken = New();

        internal Waiter(RunWaiters all, RunId run) => (_all, Run) = (all, run);

        internal RunId Run { get; }

        /// <summary>Waits until the run was written, the time is over or waiting is cancelled; says no which.</summary>
        public async Task NextAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
        {
            await _woken.Task.WaitAsync(atMost, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_woken.Task.IsCompleted)
            {
                _woken = New();
            }
        }

        public void Dispose() => _all.Remove(this);

        internal void Wake() => _woken.TrySetResult();

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

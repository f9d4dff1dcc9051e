using System.Collections.Concurrent;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Counts storage operations of each run, by class. Operations of an invocation belong to the run that it read to change, or
/// wrote, last; those before, to the first one. Every write of a run takes along what was counted since the write before, so
/// that the count costs no call of its own; what a process counted and never wrote is lost with it.
/// </summary>
public sealed class StorageMeter
{
    private const int MaxPending = 10_000;

    private readonly AsyncLocal<Work?> _current = new();

    private readonly ConcurrentDictionary<RunId, Tally> _pending = new();

    /// <summary>Begins to count what the caller's chain of calls does.</summary>
    /// <returns>Ends that.</returns>
    public IDisposable Begin() => new Scope(this);

    internal void Count(string operation) => _current.Value?.Tally?.Add(operation, 1);

    /// <summary>From now on operations belong to a run.</summary>
    internal void Concern(RunId run)
    {
        if (_current.Value is { } work)
        {
            if (_pending.Count >= MaxPending)
            {
                _pending.Clear();
            }

            var tally = _pending.GetOrAdd(run, _ => new Tally());
            if (work.Run is null)
            {
                tally.Add(work.Tally!.Take());
            }

            (work.Run, work.Tally) = (run, tally);
        }
    }

    /// <summary>
    /// What a write of a run takes along. Until <see cref="Write.Succeeded"/> or <see cref="Write.Failed"/> the caller counts the
    /// write itself, and nothing else does.
    /// </summary>
    internal Write Take(RunId run)
    {
        Concern(run);
        var work = _current.Value;
        _current.Value = null;
        var counts = _pending.TryGetValue(run, out var tally) ? tally.Take() : StorageOperations.None;
        return new Write(this, run, work, counts);
    }

    /// <summary>A write of a run under way.</summary>
    /// <param name="Counts">What it takes along, itself not included.</param>
    internal readonly record struct Write(StorageMeter Meter, RunId Run, object? Work, IReadOnlyDictionary<string, int> Counts)
    {
        /// <param name="isLast">The run has ended: nothing that follows can be counted on it.</param>
        public void Succeeded(bool isLast)
        {
            if (isLast)
            {
                Meter._pending.TryRemove(Run, out _);
                if (Work is Work work)
                {
                    work.Tally = null;
                }
            }
        }

        /// <param name="attempt">Operations of the attempt itself.</param>
        public void Failed(params ReadOnlySpan<string> attempt)
        {
            if (Meter._pending.TryGetValue(Run, out var tally))
            {
                tally.Add(Counts);
                foreach (var operation in attempt)
                {
                    tally.Add(operation, 1);
                }
            }
        }
    }

    private sealed class Work
    {
        public RunId? Run { get; set; }

        // Null: what is done now belongs to a run that can take nothing more.
        public Tally? Tally { get; set; } = new();
    }

    private sealed class Tally
    {
        private readonly Lock _lock = new();
        private Dictionary<string, int> _counts = new(StringComparer.Ordinal);

        public void Add(string operation, int count)
        {
            lock (_lock)
            {
                _counts[operation] = _counts.GetValueOrDefault(operation) + count;
            }
        }

        public void Add(IReadOnlyDictionary<string, int> counts)
        {
            foreach (var (operation, count) in counts)
            {
                Add(operation, count);
            }
        }

        public Dictionary<string, int> Take()
        {
            lock (_lock)
            {
                var taken = _counts;
                _counts = new(StringComparer.Ordinal);
                return taken;
            }
        }
    }

    private sealed class Scope : IDisposable
    {
        private readonly StorageMeter _meter;

        public Scope(StorageMeter meter)
        {
            _meter = meter;
            meter._current.Value = new Work();
        }

        public void Dispose() => _meter._current.Value = null;
    }
}

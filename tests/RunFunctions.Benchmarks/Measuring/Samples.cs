using System.Collections.Concurrent;
using System.Diagnostics;

namespace RunFunctions.Benchmarks.Measuring;

/// <summary>Durations of one thing done many times, by any number of callers.</summary>
internal sealed class Samples
{
    private readonly ConcurrentBag<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public double Min => _milliseconds.Min();

    public double Median => Percentile(0.5);

    public double P95 => Percentile(0.95);

    public double P99 => Percentile(0.99);

    public void Add(TimeSpan elapsed) => _milliseconds.Add(elapsed.TotalMilliseconds);

    public void Time(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        Add(Stopwatch.GetElapsedTime(started));
    }

    public async Task TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        Add(Stopwatch.GetElapsedTime(started));
    }

    // The nearest rank: a value that was measured, never one in between.
    private double Percentile(double share)
    {
        var sorted = _milliseconds.Order().ToArray();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}

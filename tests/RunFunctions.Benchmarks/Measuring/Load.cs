using System.Diagnostics;

namespace RunFunctions.Benchmarks.Measuring;

/// <summary>A number of callers who each do the same thing again as soon as it is done.</summary>
internal sealed record Load(int Callers, Samples Latency, TimeSpan Elapsed)
{
    public double PerSecond => Latency.Count / Elapsed.TotalSeconds;

    public static async Task<Load> RunAsync(int callers, int warmUps, int requests, Func<Task> work)
    {
        await CallAsync(callers, warmUps, new Samples(), work);
        var latency = new Samples();
        var started = Stopwatch.GetTimestamp();
        await CallAsync(callers, requests, latency, work);
        return new Load(callers, latency, Stopwatch.GetElapsedTime(started));
    }

    private static Task CallAsync(int callers, int requests, Samples latency, Func<Task> work) => Parallel.ForAsync(
        0, requests, new ParallelOptions { MaxDegreeOfParallelism = callers }, async (_, _) => await latency.TimeAsync(work));
}

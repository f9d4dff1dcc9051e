using System.Diagnostics;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>Waiting until nothing is in progress.</summary>
internal static class Quiescence
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    /// <returns>What is stored once every run is terminal and known to be; what there is when the limit is over.</returns>
    public static async Task<StorageSnapshot> WaitAsync(string prefix, string hub, TimeSpan limit)
    {
        var waited = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(LookInterval);
        while (true)
        {
            var orchestrations = await StorageSnapshot.ReadOrchestrationsAsync(hub);
            var state = await StorageSnapshot.ReadAsync(prefix);
            if (waited.Elapsed > limit
                || (state.ActiveRuns.Count == 0 && state.Runs.All(run => run.IsTerminal) && orchestrations.Values.All(status => status is not ("Pending" or "Running"))))
            {
                return state;
            }

            await timer.WaitForNextTickAsync();
        }
    }
}

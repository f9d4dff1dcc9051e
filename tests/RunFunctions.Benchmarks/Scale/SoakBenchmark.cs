using System.Diagnostics;
using System.Globalization;
using RunFunctions.Benchmarks.Runs;
using RunFunctions.Core.Access.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.Benchmarks.Scale;

/// <summary>State of the process and its pace after a number of runs.</summary>
/// <param name="Runs">Executed so far.</param>
/// <param name="PerSecond">Over the runs since the line before.</param>
/// <param name="ManagedMegabytes">Managed memory in use after a full collection.</param>
/// <param name="WorkingSetMegabytes">Memory of the whole process, which holds app and client.</param>
internal sealed record SoakState(int Runs, double PerSecond, double ManagedMegabytes, double WorkingSetMegabytes);

/// <summary>
/// Thousands of real runs in one process, one after another in groups. The blobs of a group are taken away after it, and every few
/// hundred runs another organization goes on: what grows then is the process and not the cost of the emulator's calls, which it
/// has for every blob and for every row of a partition.
/// </summary>
internal sealed class SoakBenchmark(BenchmarkApp app, RunEndings endings)
{
    private const int GroupSize = 50;
    private const int RunsOfAnOrganization = 500;
    private const double Megabyte = 1024 * 1024;

    public async IAsyncEnumerable<SoakState> MeasureAsync(int runs, int reports)
    {
        var caller = app.Local.Client;
        await GroupAsync(caller);
        yield return State(0, 0);
        var started = Stopwatch.GetTimestamp();
        var reported = 0;
        for (var done = GroupSize; done <= runs; done += GroupSize)
        {
            if ((done - GroupSize) % RunsOfAnOrganization == 0)
            {
                caller = await app.Local.NewClientAsync(
                    OrganizationId.Parse(string.Create(CultureInfo.InvariantCulture, $"soak-{done}")), TestCallers.User, TestCallers.AllRoles);
            }

            await GroupAsync(caller);
            if (done - reported >= runs / reports)
            {
                yield return State(done, (done - reported) / Stopwatch.GetElapsedTime(started).TotalSeconds);
                (reported, started) = (done, Stopwatch.GetTimestamp());
            }
        }
    }

    private static SoakState State(int runs, double perSecond)
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        return new SoakState(runs, perSecond, managed / Megabyte, process.WorkingSet64 / Megabyte);
    }

    private async Task GroupAsync(HttpClient caller)
    {
        await Task.WhenAll(Enumerable.Range(0, GroupSize).Select(async _ =>
        {
            var (_, run) = await app.Local.UploadAsync(SamplePdf.Small, caller: caller);
            await endings.CompletedAsync(run);
            endings.Forget(run);
        }));
        await app.ClearBlobsAsync();
    }
}

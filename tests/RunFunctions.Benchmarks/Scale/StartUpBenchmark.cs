using System.Diagnostics;
using RunFunctions.Benchmarks.Measuring;
using RunFunctions.TestSupport;

namespace RunFunctions.Benchmarks.Scale;

/// <summary>From the start of a process of the app until it says that it listens.</summary>
internal static class StartUpBenchmark
{
    private const string Announcement = "Listening on ";

    public static async Task<Samples> MeasureAsync(int rounds)
    {
        var samples = new Samples();
        var prefix = TestAzurite.NewPrefix("start");
        for (var round = -1; round < rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "RunFunctions.Api.dll"), "--port", "0"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["AzureWebJobsStorage"] = TestAzurite.ConnectionString,
                    ["Storage__Prefix"] = prefix,
                    ["Access__Demonstration__Mode"] = "Off",
                },
            }) ?? throw new InvalidOperationException("The app did not start.");
            _ = process.StandardError.ReadToEndAsync();
            while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                // What it says before is of no interest here.
            }

            if (round >= 0)
            {
                samples.Add(Stopwatch.GetElapsedTime(started));
            }

            _ = process.StandardOutput.ReadToEndAsync();
            process.Kill();
            await process.WaitForExitAsync();
        }

        return samples;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RunFunctions.Benchmarks.Requests;
using RunFunctions.Benchmarks.Runs;
using RunFunctions.TestSupport;

namespace RunFunctions.Benchmarks;

/// <summary>Measures requests and runs of the whole app on one Azurite, in one go. <c>--write</c> makes docs/performance.md of it.</summary>
internal static class AppBenchmark
{
    private const int QueuedRuns = 50;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string[] arguments)
    {
        var report = new PerformanceReport();
        using var endings = new RunEndings();
        await using (var app = await StartAsync(endings))
        {
            var runs = new RunBenchmarks(app, endings);
            report.First(Idle, await runs.FirstAsync(Idle));
            report.Alone(await runs.AloneAsync(warmUps: 50, rounds: 200));
            report.Queued(QueuedRuns, await runs.QueuedAsync(warmUps: 2, rounds: 10, QueuedRuns));
            report.Uploaded(QueuedRuns, await runs.UploadedAsync(warmUps: 2, rounds: 10, QueuedRuns));
            var requests = new RequestBenchmarks(app, endings);
            report.GetDocument(await requests.GetDocumentAsync(warmUps: 500, rounds: 2000));
            report.Upload(await requests.UploadAsync(warmUps: 20, rounds: 100));
        }

        // Another app: its list holds what is put there and nothing else.
        await using (var app = await StartAsync(endings))
        {
            report.List(await new RequestBenchmarks(app, endings).ListAsync(warmUps: 50, rounds: 300, 100, 500, 1000, 2000));
        }

        Console.WriteLine(report.ToMarkdown());
        if (arguments.Contains("--write"))
        {
            await File.WriteAllTextAsync(Path.Combine(TestAzurite.RepositoryRoot, "docs", "performance.md"), report.ToMarkdown());
        }
    }

    private static Task<LocalApp> StartAsync(RunEndings endings) =>
        LocalApp.StartAsync(TestAzurite.NewPrefix("bench"), configure: builder => builder.Services.AddSingleton<ILoggerProvider>(endings));
}

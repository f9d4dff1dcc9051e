using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RunFunctions.Api;
using RunFunctions.Benchmarks.Requests;
using RunFunctions.Benchmarks.Runs;
using RunFunctions.Benchmarks.Scale;
using RunFunctions.TestSupport;

namespace RunFunctions.Benchmarks;

/// <summary>
/// Measures requests and runs of the whole app on one Azurite, in one go. <c>--write</c> makes docs/performance.md of it.
/// </summary>
internal static class AppBenchmark
{
    private const int QueuedRuns = 50;

    private static readonly int[] Scales = [1_000, 20_000];

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
            report.LongPoll(await new LongPollBenchmark(app, endings).MeasureAsync(warmUps: 20, rounds: 200));
        }

        // Another app: its list holds what is put there and nothing else.
        await using (var app = await StartAsync(endings))
        {
            report.List(await new RequestBenchmarks(app, endings).ListAsync(warmUps: 50, rounds: 300, 100, 500, 1000, 2000));
        }

        await using (var app = await StartAsync(endings))
        {
            var scale = new ScaleBenchmarks(app, endings);
            report.Bare(await scale.BareAsync(warmUps: 50, rounds: 200));
            foreach (var runs in Scales)
            {
                report.Scale(await scale.MeasureAsync(runs));
                await scale.SettleAsync();
                report.QueuedAtScale(runs, QueuedRuns, await new RunBenchmarks(app, endings).QueuedAsync(warmUps: 2, rounds: 10, QueuedRuns));
            }
        }

        report.StartUp(await StartUpBenchmark.MeasureAsync(rounds: 10));
        Console.WriteLine(report.ToMarkdown());
        if (arguments.Contains("--write"))
        {
            await File.WriteAllTextAsync(Path.Combine(TestAzurite.RepositoryRoot, "docs", "performance.md"), report.ToMarkdown());
        }
    }

    /// <summary>Executes so many real runs in one process, 1,000 unless told otherwise, and prints pace and memory on the way.</summary>
    public static async Task SoakAsync(string[] arguments)
    {
        var runs = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000;
        using var endings = new RunEndings();
        await using var app = await StartAsync(endings);
        await foreach (var state in new SoakBenchmark(app, endings).MeasureAsync(runs, reports: 10))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{state.Runs,7} runs {state.PerSecond,6:F1}/s {state.ManagedMegabytes,6:F0} MB managed {state.WorkingSetMegabytes,6:F0} MB in all"));
        }
    }

    // This assembly's own functions stand beside the app's; rates would measure the limits and not the app.
    private static Task<LocalApp> StartAsync(RunEndings endings) => LocalApp.StartAsync(
        TestAzurite.NewPrefix("bench"),
        surround: null,
        builder => builder.Services.AddSingleton<ILoggerProvider>(endings),
        "--LocalRuntime:FunctionAssembly",
        $"{typeof(RunFunctionsApp).Assembly.GetName().Name},{typeof(AppBenchmark).Assembly.GetName().Name}");
}

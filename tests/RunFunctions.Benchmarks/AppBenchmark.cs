using System.Globalization;
using RunFunctions.Benchmarks.Requests;
using RunFunctions.Benchmarks.Runs;
using RunFunctions.Benchmarks.Scale;

namespace RunFunctions.Benchmarks;

/// <summary>
/// Measures requests and runs of the whole app on one Azurite, in one go. <c>--write</c> puts it into docs/performance.md.
/// </summary>
internal static class AppBenchmark
{
    private const int QueuedRuns = 50;
    private const string Write = "--write";

    private static readonly int[] Scales = [1_000, 20_000];

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string[] arguments)
    {
        var report = new PerformanceReport();
        using var endings = new RunEndings();
        await using (var app = await BenchmarkApp.StartAsync(endings))
        {
            var runs = new RunBenchmarks(app.Local, endings);
            report.First(Idle, await runs.FirstAsync(Idle));
            report.Alone(await runs.AloneAsync(warmUps: 50, rounds: 200));
        }

        // Each on storage of its own: what the one before left would slow it.
        await using (var app = await BenchmarkApp.StartAsync(endings))
        {
            report.Queued(QueuedRuns, await new RunBenchmarks(app.Local, endings).QueuedAsync(warmUps: 2, rounds: 10, QueuedRuns));
        }

        await using (var app = await BenchmarkApp.StartAsync(endings))
        {
            report.Uploaded(QueuedRuns, await new RunBenchmarks(app.Local, endings).UploadedAsync(warmUps: 2, rounds: 10, QueuedRuns));
        }

        await using (var app = await BenchmarkApp.StartAsync(endings))
        {
            var requests = new RequestBenchmarks(app.Local, endings);
            report.GetDocument(await requests.GetDocumentAsync(warmUps: 500, rounds: 2000));
            report.Upload(await requests.UploadAsync(warmUps: 20, rounds: 100));
            report.LongPoll(await new LongPollBenchmark(app.Local, endings).MeasureAsync(warmUps: 20, rounds: 200));
        }

        await using (var app = await BenchmarkApp.StartAsync(endings))
        {
            report.List(await new RequestBenchmarks(app.Local, endings).ListAsync(warmUps: 50, rounds: 300, 100, 500, 1000, 2000));
        }

        List<ScaledRequest> scaled = [];
        foreach (var runs in Scales)
        {
            await using var app = await BenchmarkApp.StartAsync(endings);
            var scale = new ScaleBenchmarks(app.Local, endings);
            if (runs == Scales[0])
            {
                report.Bare(await scale.BareAsync(warmUps: 50, rounds: 200));
            }

            await scale.FillAsync(runs);
            report.QueuedAtScale(runs, QueuedRuns, await new RunBenchmarks(app.Local, endings).QueuedAsync(warmUps: 2, rounds: 10, QueuedRuns));
            await scale.SettleAsync();
            scaled.AddRange(await scale.MeasureAsync(runs));
        }

        report.Scale(scaled);

        await using (var app = await BenchmarkApp.StartAsync(endings))
        {
            report.Emulator(await EmulatorBenchmark.MeasureAsync(app.Storage, rounds: 200, 0, 2_000, 10_000));
        }

        report.Interpretation(InterpretationBenchmark.Pages, InterpretationBenchmark.History(warmUps: 100, rounds: 100), InterpretationBenchmark.Adversarial());
        report.StartUp(await StartUpBenchmark.MeasureAsync(rounds: 10));
        var text = report.ToMarkdown();
        Console.WriteLine(text);
        if (arguments.Contains(Write))
        {
            await PerformanceFile.WriteMeasuredAsync(text);
        }
    }

    /// <summary>Executes so many real runs in one process, 1,000 unless told otherwise, and prints pace and memory on the way.</summary>
    public static async Task SoakAsync(string[] arguments)
    {
        var runs = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000;
        using var endings = new RunEndings();
        await using var app = await BenchmarkApp.StartAsync(endings);
        List<SoakState> states = [];
        await foreach (var state in new SoakBenchmark(app, endings).MeasureAsync(runs, reports: 10))
        {
            states.Add(state);
            Console.WriteLine(SoakReport.Line(state));
        }

        if (arguments.Contains(Write))
        {
            await PerformanceFile.WriteSoakAsync(SoakReport.ToMarkdown(states));
        }
    }
}

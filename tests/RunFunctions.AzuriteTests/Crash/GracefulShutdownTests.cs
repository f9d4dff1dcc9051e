using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>The app as a real process that is asked to stop while it works.</summary>
public sealed class GracefulShutdownTests(ITestOutputHelper output)
{
    private const int Documents = 8;

    // Long enough that reading it outlasts the time for shutdown.
    private const int LongPages = 500;

    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Limit = Shutdown + TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task A_process_that_is_asked_to_stop_ends_in_time_and_every_run_goes_on_after_the_restart()
    {
        await using var app = new CrashingApp(
            new("shutdownTimeoutSeconds", Shutdown.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
            new("Documents__Pdf__Timeout", "00:02:00"),
            new("Engine__RunTimeout", "00:05:00"),
            new("Engine__Lease", Lease.ToString()),
            new("Engine__Heartbeat", "00:00:01"),
            new("Engine__ScheduleGrace", "00:00:01"));
        using var caller = new Caller();
        caller.SignIn(await app.IssueTokenAsync());
        var first = app.Start();
        caller.Find(await first.Listening);
        await caller.UploadAsync("long.pdf", LongPdf.Make(LongPages));
        await Task.WhenAll(Enumerable.Range(1, Documents - 1).Select(_ => caller.UploadAsync("chromium-history-es.pdf")));
        await UntilSomethingIsOpenAsync(app.Prefix);

        var clock = Stopwatch.StartNew();
        var exitCode = await first.TerminateAsync(Limit);
        var took = clock.Elapsed;
        caller.Lose();
        var stopped = await StorageSnapshot.ReadAsync(app.Prefix);
        var running = stopped.Runs.Where(run => run.State == "Running").ToList();

        // Longer than the leases: a run that had not been given back would be taken for an orphan at the next start.
        await Task.Delay(Lease + TimeSpan.FromSeconds(0.2));
        var second = app.Start();
        var state = await Quiescence.WaitAsync(app.Prefix, app.Hub, TimeSpan.FromSeconds(30));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            stopped in {took.TotalSeconds:F1} s with {running.Count} of {stopped.Runs.Count} runs in flight, {running.Count(run => run.Row.TextOrNull("OpenStep") is not null)} in a step;
            last ending {(state.Runs.Max(run => run.CompletedAt) - second.StartedAt)!.Value.TotalSeconds:F1} s after the restart
            """));

        Assert.Equal(0, exitCode);
        Assert.NotEmpty(running);
        Assert.All(running, run => Assert.Equal("", run.Row.Text("LeaseOwner")));
        Assert.Contains(running, run => run.Row.TextOrNull("OpenStep") is not null);
        Assert.Equal(Documents, state.Runs.Count);
        Assert.All(state.Runs, run => Assert.Equal(("Completed", null), (run.State, run.FailureType)));
        Truth.Holds(state, await StorageSnapshot.ReadBlobsAsync(app.Prefix));
        await app.ForgetAsync();
    }

    private static async Task UntilSomethingIsOpenAsync(string prefix)
    {
        using var timer = new PeriodicTimer(LookInterval);
        while ((await StorageSnapshot.ReadAsync(prefix)).Runs.All(run => run.Row.TextOrNull("OpenStep") is null))
        {
            await timer.WaitForNextTickAsync();
        }
    }
}

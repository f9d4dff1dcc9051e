using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>
/// The app as a real process, killed again and again while documents come in. The engine's numbers are shortened so that
/// many leases expire within the test; everything else is as shipped.
/// </summary>
public sealed class CrashLoopTests(ITestOutputHelper output)
{
    private const int Kills = 32;
    private const int Documents = 40;
    private const int Callers = 4;
    private const int LongAbsenceEvery = 8;
    private const string SeedVariable = "RUNFUNCTIONS_CRASH_SEED";

    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongAbsence = TimeSpan.FromSeconds(2.2);
    private static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(60);

    private static readonly KeyValuePair<string, string>[] ShortNumbers =
    [
        new("Engine__Lease", "00:00:02"),
        new("Engine__Heartbeat", "00:00:01"),
        new("Engine__ScheduleGrace", "00:00:02"),
        new("Engine__IntentGrace", "00:00:06"),
    ];

    // Mostly documents that complete; some that cannot be read, some that need OCR.
    private static readonly string[] Fixtures =
    [
        "ghostscript-ascii-en.pdf", "groff-record-en.pdf", "cairo-pango-es.pdf", "reportlab-history-es.pdf", "chromium-record-en.pdf",
        "damaged-no-xref.pdf", "qpdf-user-password.pdf", "scan-image-only.pdf",
    ];

    [Fact]
    public async Task Whatever_was_acknowledged_ends_truthfully_although_the_app_is_killed_again_and_again()
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        output.WriteLine($"{SeedVariable}={seed}");
        var random = new Random(seed);
        var clock = Stopwatch.StartNew();
        await using var app = new CrashingApp(ShortNumbers);
        using var caller = new Caller();
        caller.SignIn(await app.IssueTokenAsync());
        using var sampling = new CancellationTokenSource();
        var traffic = new Traffic(caller, new Random(seed + 1), Fixtures, Documents, Kills);
        var sampled = SampleAsync(app.Prefix, sampling.Token);
        var calls = traffic.RunAsync(Callers);

        for (var round = 0; round < Kills; round++)
        {
            var life = app.Start();
            traffic.Admit(round);
            await UntilItsEndAsync(life, caller, random);
            await life.KillAsync();
            caller.Lose();
            if (round % LongAbsenceEvery == LongAbsenceEvery - 1)
            {
                // Otherwise the app is always back before a lease expires, and recovery has only unscheduled runs to see to.
                await Task.Delay(LongAbsence);
            }
        }

        var loopSeconds = clock.Elapsed.TotalSeconds;
        var duringKills = caller.Acknowledged.Count;
        var last = app.Start();
        caller.Find(await last.Listening);
        await calls.WaitAsync(DrainLimit);
        var state = await Quiescence.WaitAsync(app.Prefix, app.Hub, DrainLimit);
        await sampling.CancelAsync();
        var (samples, runningTwice) = await sampled;

        Report(app, caller, state, duringKills, loopSeconds, samples, clock.Elapsed.TotalSeconds);
        Truth.Holds(state, await StorageSnapshot.ReadBlobsAsync(app.Prefix));
        Assert.Empty(runningTwice);
        Assert.True(samples > Kills, $"only {samples} samples");
        Assert.All(await StorageSnapshot.ReadOrchestrationsAsync(app.Hub), orchestration => Assert.Equal("Completed", orchestration.Value));
        await AllIsListedAsync(caller, state);
        await AllIsAuditedAsync(caller);
        await app.ForgetAsync();
    }

    private static async Task UntilItsEndAsync(AppProcess life, Caller caller, Random random)
    {
        var moment = random.Next(5);
        if (moment == 0)
        {
            // May hit the runtime's start, the resuming engine or the first recovery.
            await Task.Delay(random.Next(600));
            return;
        }

        caller.Find(await life.Listening);
        if (moment <= 2)
        {
            // On any machine, some lives are long enough to acknowledge something and to begin to work on it.
            await Task.WhenAny(caller.NextAcknowledgement, Task.Delay(LongestLife));
        }

        await Task.Delay(random.Next(moment <= 2 ? 400 : 900));
    }

    private static async Task AllIsListedAsync(Caller caller, StorageSnapshot state)
    {
        var runs = state.Runs.ToDictionary(run => run.Id);
        Assert.Equal(Documents, caller.Acknowledged.Select(call => call.Document).Distinct().Count());
        Assert.All(caller.Acknowledged, call => Assert.Equal(call.Document, runs[call.Run].Subject));
        var listed = await caller.ListAsync();
        Assert.Equal(state.Documents.Keys.Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        foreach (var (document, status) in listed)
        {
            Assert.Equal((await caller.ReadAsync($"api/documents/{document}")).GetProperty("status").GetString(), status);
        }
    }

    // Whoever was answered is in the audit, and the chains of the killed processes are whole.
    private static async Task AllIsAuditedAsync(Caller caller)
    {
        Assert.Subset(await AuditedAsync(caller, "documents.upload"), caller.Acknowledged.Select(call => call.Document).ToHashSet());
        var reprocessed = caller.Acknowledged.CountBy(call => call.Document).Where(document => document.Value > 1).Select(document => document.Key);
        Assert.Subset(await AuditedAsync(caller, "documents.reprocess"), reprocessed.ToHashSet());
        var verified = await caller.ReadAsync("api/audit/verify");
        Assert.True(verified.GetProperty("verified").GetBoolean(), verified.GetRawText());
    }

    private static async Task<HashSet<string>> AuditedAsync(Caller caller, string action)
    {
        HashSet<string> objects = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await caller.ReadAsync($"api/audit?action={action}&outcome=succeeded&limit=200" + (cursor.Length == 0 ? "" : "&cursor=" + Uri.EscapeDataString(cursor)));
            objects.UnionWith(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("object_id").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }

        return objects;
    }

    private static async Task<(int Samples, IReadOnlyList<string> RunningTwice)> SampleAsync(string prefix, CancellationToken stop)
    {
        var samples = 0;
        HashSet<string> found = [];
        using var timer = new PeriodicTimer(SampleInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                found.UnionWith(await StorageSnapshot.SubjectsRunningTwiceAsync(prefix));
                samples++;
            }
        }
        catch (OperationCanceledException)
        {
            // The test has seen enough.
        }

        return (samples, [.. found]);
    }

    private void Report(CrashingApp app, Caller caller, StorageSnapshot state, int duringKills, double loopSeconds, int samples, double seconds)
    {
        var endings = state.Runs.CountBy(run => run.FailureType is null ? run.State : $"{run.State} {run.FailureType}");
        var lastKill = app.Lives[^1].StartedAt;
        var slowest = state.Runs.Where(run => run.CreatedAt < lastKill && run.CompletedAt > lastKill).Select(run => (run.CompletedAt - lastKill)!.Value.TotalSeconds);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {app.Lives.Count - 1} kills in {loopSeconds:F1} s, {app.Lives.Count(life => life.ListeningAt is null)} of them before the app listened
            {state.Documents.Count} documents and {state.Runs.Count} runs, {caller.Acknowledged.Count} acknowledged ({duringKills} during the kills), {caller.Unanswered} requests unanswered
            endings: {string.Join(", ", endings.Select(ending => $"{ending.Value} {ending.Key}"))}
            slowest ending after the last start: {slowest.DefaultIfEmpty().Max():F1} s; {samples} samples; {seconds:F1} s in all
            """));
    }
}

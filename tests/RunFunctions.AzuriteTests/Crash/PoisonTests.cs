namespace RunFunctions.AzuriteTests.Crash;

/// <summary>A run in whose step process after process is killed.</summary>
public sealed class PoisonTests
{
    private const int Deaths = 3;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_run_that_took_three_processes_with_it_is_put_in_quarantine_the_next_one_and_others_run_and_it_can_be_repeated()
    {
        // However long a restart takes, no lease expires meanwhile: the orchestration comes back first.
        await using var app = new CrashingApp(new KeyValuePair<string, string>("Engine__Lease", "00:02:00"), new KeyValuePair<string, string>("Engine__RunTimeout", "00:10:00"));
        using var caller = new Caller();
        caller.SignIn(await app.IssueTokenAsync());
        HashSet<string> dead = [];
        string? document = null;
        while (dead.Count < Deaths)
        {
            var life = app.Start();
            caller.Find(await life.Listening);
            document ??= await caller.UploadAsync("long.pdf", LongPdf.Make(pages: 300));
            dead.Add(await UntilAnotherWorksAsync(app.Prefix, dead));
            await life.KillAsync();
            caller.Lose();
        }

        caller.Find(await app.Start().Listening);
        await caller.UploadAsync("other.pdf", LongPdf.Make(pages: 1));
        await caller.ReprocessAsync(document!);
        await Quiescence.WaitAsync(app.Prefix, app.Hub, Patience);
        var quarantined = caller.Acknowledged.First().Run;
        var why = await caller.ReadAsync($"api/runs/{quarantined}/why");
        Assert.Equal(("FAILED", "QUARANTINED"), (why.GetProperty("state").GetString(), why.GetProperty("code").GetString()));

        // Nothing kills its worker any more.
        var repeated = await caller.RerunAsync(quarantined, document!);
        var state = await Quiescence.WaitAsync(app.Prefix, app.Hub, Patience);

        var (poison, others) = (state.Runs.Single(run => run.Id == quarantined), state.Runs.Where(run => run.Id != quarantined).ToList());
        Assert.Equal(("Failed", "QUARANTINED"), (poison.State, poison.FailureType));
        Assert.Equal(("EXTRACTION", Deaths), (poison.Row.TextOrNull("DeathsStep"), poison.Row.GetInt32("DeathsCount")));
        Assert.Contains(others, run => run.Id == repeated);
        Assert.Equal(["Completed", "Completed", "Completed"], others.Select(run => run.State));
        await app.ForgetAsync();
    }

    private static async Task<string> UntilAnotherWorksAsync(string prefix, HashSet<string> dead)
    {
        using var timer = new PeriodicTimer(LookInterval);
        while (true)
        {
            if ((await StorageSnapshot.ReadAsync(prefix)).Runs is [{ Row: var run }, ..]
                && run.TextOrNull("OpenStep") is not null
                && run.TextOrNull("LeaseOwner") is { } owner
                && !dead.Contains(owner))
            {
                return owner;
            }

            await timer.WaitForNextTickAsync();
        }
    }
}

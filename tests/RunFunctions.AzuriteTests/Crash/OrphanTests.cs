using System.Globalization;
using Xunit.Abstractions;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>One kill in the middle of a step, with the engine's numbers as shipped.</summary>
public sealed class OrphanTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task A_run_that_was_killed_in_a_step_goes_on_when_its_orchestration_comes_back()
    {
        var (run, _) = await KillInStepAsync(loseOrchestrations: false);

        Assert.Equal("Completed", run.State);
        Assert.Equal(1, run.Artifacts.Count(artifact => artifact.TextOrNull("StepStatus") == "Running" && artifact.TextOrNull("StepName") == "EXTRACTION"));
    }

    [Fact]
    public async Task A_run_that_was_killed_in_a_step_and_whose_orchestration_is_gone_fails_and_the_next_one_runs()
    {
        var (run, next) = await KillInStepAsync(loseOrchestrations: true);

        Assert.Equal(("Failed", "PROCESS_TERMINATED"), (run.State, run.FailureType));
        Assert.Equal(("Failed", "EXTRACTION_FAILED"), (run.Artifacts[^1].Text("StepStatus"), run.Artifacts[^1].Text("ErrorCode")));
        Assert.Equal("Completed", next.State);
    }

    private async Task<(StoredRun Killed, StoredRun Next)> KillInStepAsync(bool loseOrchestrations)
    {
        await using var app = new CrashingApp();
        using var caller = new Caller();
        caller.SignIn(await app.IssueTokenAsync());
        var first = app.Start();
        caller.Find(await first.Listening);
        var document = await caller.UploadAsync("long.pdf", LongPdf.Make(pages: 300));
        await caller.ReprocessAsync(document);
        await UntilInStepAsync(app.Prefix);
        await first.KillAsync();
        caller.Lose();
        Assert.Contains((await StorageSnapshot.ReadAsync(app.Prefix)).Runs, run => run.Row.TextOrNull("OpenStep") is not null);
        if (loseOrchestrations)
        {
            app.UseNewHub();
        }

        var second = app.Start();
        var state = await Quiescence.WaitAsync(app.Prefix, app.Hub, 2 * Promise);

        Truth.Holds(state, await StorageSnapshot.ReadBlobsAsync(app.Prefix));
        var took = (state.Runs[0].CompletedAt - second.StartedAt)!.Value;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{state.Runs[0].State} {took.TotalSeconds:F1} s after the restart, the next one {(state.Runs[1].CompletedAt - second.StartedAt)!.Value.TotalSeconds:F1} s"));
        Assert.True(took < Promise, $"The orphan was terminal only after {took}.");
        await app.ForgetAsync();
        return (state.Runs[0], state.Runs[1]);
    }

    private static async Task UntilInStepAsync(string prefix)
    {
        using var timer = new PeriodicTimer(LookInterval);
        while ((await StorageSnapshot.ReadAsync(prefix)).Runs.All(run => run.Row.TextOrNull("OpenStep") is null))
        {
            await timer.WaitForNextTickAsync();
        }
    }
}

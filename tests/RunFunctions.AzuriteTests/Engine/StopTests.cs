using System.Text;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>How the work of a step learns that it is to stop, and that nothing is written from then on.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task Work_that_saves_and_saves_stops_at_once_when_its_own_process_is_asked()
    {
        await using var world = await EngineWorld.CreateAsync();
        var (worker, run) = await StartAsync(world);
        var (working, saved) = Work(worker, run);
        await saved.FirstSaved.Task;

        var asked = await worker.Cancel.HandleAsync(EngineWorld.Origin("request-3"), run, world.Scheduler, CancellationToken.None);

        Assert.Equal(RunState.Running, asked.Value!.State);
        Assert.Equal(StepVerdict.Cancelled, (await working).Verdict);
        await AssertNothingFollowsAsync(worker, run, saved);
    }

    [Fact]
    public async Task Work_learns_within_two_looks_that_another_process_was_asked()
    {
        await using var world = await EngineWorld.CreateAsync();
        var (worker, run) = await StartAsync(world);
        var (working, saved) = Work(worker, run);
        await saved.FirstSaved.Task;
        await world.NewWorker("other").Cancel.HandleAsync(EngineWorld.Origin("request-3"), run, world.Scheduler, CancellationToken.None);

        await worker.Keeper.RenewDueAsync(CancellationToken.None);
        Assert.False(working.IsCompleted);
        world.Clock.Advance(1);
        await worker.Keeper.RenewDueAsync(CancellationToken.None);

        Assert.Equal(StepVerdict.Cancelled, (await working).Verdict);
        await AssertNothingFollowsAsync(worker, run, saved);
    }

    [Fact]
    public async Task A_heartbeat_tells_it_too()
    {
        await using var world = await EngineWorld.CreateAsync();
        var (worker, run) = await StartAsync(world);
        var (working, saved) = Work(worker, run);
        await saved.FirstSaved.Task;
        await world.NewWorker("other").Cancel.HandleAsync(EngineWorld.Origin("request-3"), run, world.Scheduler, CancellationToken.None);
        world.Clock.Advance(5);

        await worker.Keeper.RenewDueAsync(CancellationToken.None);

        Assert.Equal(StepVerdict.Cancelled, (await working).Verdict);
        await AssertNothingFollowsAsync(worker, run, saved);
    }

    [Fact]
    public async Task Work_stops_without_a_trace_when_its_run_was_taken_over()
    {
        await using var world = await EngineWorld.CreateAsync(new RunSettings { RecoveryPolicy = RecoveryPolicy.Resume });
        var (worker, run) = await StartAsync(world);
        var (working, saved) = Work(worker, run);
        await saved.FirstSaved.Task;
        world.Clock.Advance(16);
        Assert.Equal(1, (await world.NewWorker("other").Recover.HandleAsync(world.Scheduler, CancellationToken.None)).Resumed);

        await worker.Keeper.RenewDueAsync(CancellationToken.None);

        Assert.Equal(StepVerdict.Stop, (await working).Verdict);
    }

    [Fact]
    public async Task Work_stops_without_a_trace_when_its_run_ran_out_of_time()
    {
        await using var world = await EngineWorld.CreateAsync();
        var (worker, run) = await StartAsync(world);
        var (working, saved) = Work(worker, run);
        await saved.FirstSaved.Task;

        await worker.EndAsync(run, RunCommand.TimeOut);

        Assert.Equal(StepVerdict.Stop, (await working).Verdict);
        Assert.Equal(RunState.TimedOut, (await worker.ReadAsync(run)).State);
    }

    [Fact]
    public async Task Work_that_finishes_nevertheless_is_kept_and_the_run_is_cancelled_after_it()
    {
        await using var world = await EngineWorld.CreateAsync();
        var (worker, run) = await StartAsync(world);

        var result = await worker.Step.HandleAsync(
            new StepCommand(EngineWorld.Organization, run, 1, DocumentSteps.Extraction, 1),
            async (_, _) =>
            {
                await worker.Cancel.HandleAsync(EngineWorld.Origin("request-3"), run, world.Scheduler, CancellationToken.None);
                return new StepWork.Produced([]);
            },
            CancellationToken.None);

        Assert.Equal(StepVerdict.Cancelled, result.Verdict);
        Assert.Equal(["EXTRACTION"], (await worker.ReadAsync(run)).SucceededSteps);
        Assert.Equal(StepVerdict.Cancelled, (await worker.StepAsync(run, 1, DocumentSteps.Interpretation)).Verdict);
        Assert.Equal(RunState.Cancelled, (await worker.EndAsync(run, RunCommand.Complete)).State);
    }

    [Theory]
    [InlineData(RecoveryPolicy.Fail)]
    [InlineData(RecoveryPolicy.Resume)]
    public async Task A_run_that_was_to_stop_and_whose_worker_died_is_cancelled_by_recovery(RecoveryPolicy policy)
    {
        await using var world = await EngineWorld.CreateAsync(new RunSettings { RecoveryPolicy = policy });
        var (dead, run) = await StartAsync(world);
        await world.NewWorker("other").Cancel.HandleAsync(EngineWorld.Origin("request-3"), run, world.Scheduler, CancellationToken.None);
        world.Clock.Advance(16);

        await world.NewWorker("alive").Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal(RunState.Cancelled, (await dead.ReadAsync(run)).State);
    }

    [Fact]
    public async Task A_run_that_waits_is_cancelled_and_both_it_and_the_next_one_are_told()
    {
        await using var world = await EngineWorld.CreateAsync();
        var subject = world.NewSubject();
        var worker = world.NewWorker();
        var waiting = (await worker.QueueFirstAsync(subject)).Run.Id;
        var next = await worker.QueueAgainAsync(subject);

        var cancelled = await worker.Cancel.HandleAsync(EngineWorld.Origin("request-3"), waiting, world.Scheduler, CancellationToken.None);

        Assert.Equal(RunState.Cancelled, cancelled.Value!.State);
        Assert.Equal([waiting, next], world.Scheduler.Signalled);
        Assert.Equal(StartVerdict.Stop, (await worker.StartAsync(waiting)).Verdict);
        Assert.Equal(StartVerdict.Started, (await worker.StartAsync(next)).Verdict);
        Assert.Equal([next], (await worker.Index.ListActiveAsync(CancellationToken.None)).Select(active => active.Id));
    }

    private static async Task<(EngineWorld.Worker Worker, RunId Run)> StartAsync(EngineWorld world)
    {
        var worker = world.NewWorker();
        var run = (await worker.QueueFirstAsync(world.NewSubject())).Run.Id;
        await worker.StartAsync(run);
        return (worker, run);
    }

    // A step that saves one content after the other until it is told to stop.
    private static (Task<StepResult> Working, Saved Saved) Work(EngineWorld.Worker worker, RunId run)
    {
        var saved = new Saved();
        var working = Task.Run(() => worker.Step.HandleAsync(
            new StepCommand(EngineWorld.Organization, run, 1, DocumentSteps.Extraction, 1),
            async (_, token) =>
            {
                while (true)
                {
                    var name = $"acme/stop/{run}/{saved.Count:D6}.txt";
                    await worker.Artifacts.SaveAsync(name, Encoding.UTF8.GetBytes(name), "text/plain", token);
                    saved.Count++;
                    saved.FirstSaved.TrySetResult();
                }
            },
            CancellationToken.None));
        return (working, saved);
    }

    private static async Task AssertNothingFollowsAsync(EngineWorld.Worker worker, RunId run, Saved saved)
    {
        Assert.Equal(RunState.Cancelled, (await worker.EndAsync(run, RunCommand.Cancel)).State);
        var ended = await worker.ReadAsync(run);
        Assert.Null(ended.OpenStep);
        Assert.Empty(ended.Outputs);

        // Every blob that was begun was finished, and known to the work, before it returned.
        var count = saved.Count;
        foreach (var number in new[] { count, count + 1 })
        {
            var name = $"acme/stop/{run}/{number:D6}.txt";
            Assert.False(await worker.Artifacts.ExistsAsync(new BlobReference(name, "", 0, ""), CancellationToken.None));
        }

        Assert.Equal(StepVerdict.Stop, (await worker.StepAsync(run, 1, DocumentSteps.Extraction, attempt: 2)).Verdict);
        var history = (await worker.Store.ListHistoryAsync(EngineWorld.Organization, ended.Subject, CancellationToken.None)).Single();
        Assert.All(history.Artifacts, artifact => Assert.True(artifact.CreatedAt <= ended.CompletedAt));
        Assert.All(history.Events, happened => Assert.True(happened.At <= ended.CompletedAt));
        Assert.Equal(ended.Revision, (await worker.ReadAsync(run)).Revision);
    }

    private sealed class Saved
    {
        public TaskCompletionSource FirstSaved { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Count { get; set; }
    }
}

using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>Runs whose orchestration somebody suspended or terminated, while their process lives and keeps the lease.</summary>
public sealed class TamperedRunTests
{
    [Fact]
    public async Task A_terminated_run_fails_for_that_and_frees_the_slot_although_its_lease_is_renewed()
    {
        await using var world = await EngineWorld.CreateAsync();
        var (worker, run) = await StartAsync(world, OrchestrationState.Terminated);
        var next = await worker.QueueAgainAsync((await worker.ReadAsync(run)).Subject);
        await KeepAsync(world, worker, 12);

        var report = await world.NewWorker("other").Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal(1, report.Failed);
        var failed = await worker.ReadAsync(run);
        Assert.Equal((RunState.Failed, "ORCHESTRATION_TERMINATED"), (failed.State, failed.FailureType));
        Assert.Null(failed.Deaths);
        Assert.Contains(next, world.Scheduler.Signalled);
        Assert.Contains(world.Events, happened => happened.Type == RunEventTypes.RunRecoveredAsFailed && happened.ErrorCode == "ORCHESTRATION_TERMINATED");
    }

    [Theory]
    [InlineData(OrchestrationState.Terminated)]
    [InlineData(OrchestrationState.Suspended)]
    public async Task A_run_that_is_asked_to_stop_is_cancelled_in_the_next_round_after_a_heartbeat(OrchestrationState orchestration)
    {
        await using var world = await EngineWorld.CreateAsync();
        var (worker, run) = await StartAsync(world, orchestration);
        await KeepAsync(world, worker, 6);
        await worker.Cancel.HandleAsync(EngineWorld.Origin("request-3"), run, world.Scheduler, CancellationToken.None);
        await KeepAsync(world, worker, 6);

        await world.NewWorker("other").Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal(RunState.Cancelled, (await worker.ReadAsync(run)).State);
    }

    [Fact]
    public async Task A_suspended_run_waits_and_is_timed_out_at_its_deadline_and_cannot_be_resumed_after_that()
    {
        await using var world = await EngineWorld.CreateAsync();
        var (worker, run) = await StartAsync(world, OrchestrationState.Suspended);
        var other = world.NewWorker("other");

        // Nobody renews the lease.
        world.Clock.Advance(119);
        Assert.Equal((1, 0), Counts(await other.Recover.HandleAsync(world.Scheduler, CancellationToken.None)));
        Assert.Equal(RunState.Running, (await worker.ReadAsync(run)).State);
        world.Clock.Advance(1);
        Assert.Equal((1, 1), Counts(await other.Recover.HandleAsync(world.Scheduler, CancellationToken.None)));

        var ended = await worker.ReadAsync(run);
        Assert.Equal((RunState.TimedOut, (string?)null), (ended.State, ended.FailureType));
        Assert.Equal(OrchestrationState.Terminated, await world.Scheduler.FindStateAsync(run, CancellationToken.None));
        Assert.Equal((0, 0), Counts(await other.Recover.HandleAsync(world.Scheduler, CancellationToken.None)));
    }

    [Fact]
    public async Task A_suspended_run_that_is_resumed_goes_on()
    {
        await using var world = await EngineWorld.CreateAsync();
        var (worker, run) = await StartAsync(world, OrchestrationState.Suspended);
        world.Clock.Advance(60);
        var next = world.NewWorker("next");
        await next.Recover.HandleAsync(world.Scheduler, CancellationToken.None);
        world.Scheduler.Set(run, OrchestrationState.Active);

        Assert.Equal(StepVerdict.Succeeded, (await next.StepAsync(run, epoch: 1, DocumentSteps.Extraction)).Verdict);
        await next.Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal(RunState.Running, (await worker.ReadAsync(run)).State);
    }

    [Fact]
    public async Task An_orchestration_that_was_left_suspended_when_the_run_ended_is_terminated()
    {
        await using var world = await EngineWorld.CreateAsync();
        var (worker, run) = await StartAsync(world, OrchestrationState.Suspended);
        await worker.Writer.ChangeWithSubjectAsync(
            EngineWorld.Organization,
            run,
            (current, subject) => RunLifecycle.End(current, subject, RunCommand.TimeOut, null, 1, DocumentSteps.All, RunActor.Recovery("dead"), world.Clock.GetUtcNow()),
            CancellationToken.None);
        world.Clock.Advance(11);

        var report = await world.NewWorker("other").Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal(1, report.Finished);
        Assert.Equal(OrchestrationState.Terminated, await world.Scheduler.FindStateAsync(run, CancellationToken.None));
    }

    private static (int Seen, int Failed) Counts(RecoveryReport report) => (report.Seen, report.Failed);

    private static async Task<(EngineWorld.Worker Worker, RunId Run)> StartAsync(EngineWorld world, OrchestrationState orchestration)
    {
        var worker = world.NewWorker();
        var run = (await worker.QueueFirstAsync(world.NewSubject())).Run.Id;
        await worker.StartAsync(run);
        world.Scheduler.Set(run, orchestration);
        return (worker, run);
    }

    // The process lives: its heartbeat goes on.
    private static async Task KeepAsync(EngineWorld world, EngineWorld.Worker worker, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            world.Clock.Advance(1);
            await worker.Keeper.RenewDueAsync(CancellationToken.None);
        }
    }
}

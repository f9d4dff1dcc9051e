using Moq;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.AzuriteTests.Engine;

public sealed class RecoveryTests
{
    [Fact]
    public async Task A_run_whose_lease_has_expired_fails_with_process_terminated_and_frees_the_slot()
    {
        await using var world = await EngineWorld.CreateAsync();
        var subject = world.NewSubject();
        var dead = world.NewWorker("dead");
        var run = (await dead.QueueFirstAsync(subject)).Run.Id;
        var next = await dead.QueueAgainAsync(subject);
        await Schedule(world, run, next);
        await dead.StartAsync(run);
        await BeginAsync(dead, run, DocumentSteps.Extraction);
        world.Clock.Advance(16);

        var report = await world.NewWorker("alive").Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal(1, report.Failed);
        var failed = await dead.ReadAsync(run);
        Assert.Equal((RunState.Failed, RunLifecycle.ProcessTerminated), (failed.State, failed.FailureType));
        Assert.Null(failed.OpenStep);
        var closed = (await dead.Store.ListHistoryAsync(EngineWorld.Organization, subject, CancellationToken.None))[0].Artifacts[^1].Step!;
        Assert.Equal((StepStatus.Failed, "EXTRACTION_FAILED"), (closed.Status, closed.ErrorCode));
        Assert.Contains(next, world.Scheduler.Signalled);
        Assert.Contains(world.Events, happened => happened.Type == RunEventTypes.RunRecoveredAsFailed && happened.ErrorCode == "PROCESS_TERMINATED");
        Assert.Contains(world.Projections, projection => projection.Run == run);
        Assert.Equal(StartVerdict.Started, (await world.NewWorker("alive").StartAsync(next)).Verdict);
    }

    [Fact]
    public async Task A_run_whose_lease_is_kept_is_left_alone()
    {
        await using var world = await EngineWorld.CreateAsync();
        var worker = world.NewWorker();
        var run = (await worker.QueueFirstAsync(world.NewSubject())).Run.Id;
        await Schedule(world, run);
        await worker.StartAsync(run);
        for (var i = 0; i < 10; i++)
        {
            world.Clock.Advance(6);
            await worker.Keeper.RenewDueAsync(CancellationToken.None);
            var report = await world.NewWorker("other").Recover.HandleAsync(world.Scheduler, CancellationToken.None);
            Assert.Equal(0, report.Failed);
        }

        Assert.Equal(RunState.Running, (await worker.ReadAsync(run)).State);
    }

    [Fact]
    public async Task A_run_whose_lease_was_given_back_is_left_to_its_orchestration()
    {
        await using var world = await EngineWorld.CreateAsync();
        var stopping = world.NewWorker("stopping");
        var run = (await stopping.QueueFirstAsync(world.NewSubject())).Run.Id;
        await Schedule(world, run);
        await stopping.StartAsync(run);
        await BeginAsync(stopping, run, DocumentSteps.Extraction);
        await stopping.Keeper.ReleaseAllAsync(CancellationToken.None);
        world.Clock.Advance(60);

        var next = world.NewWorker("next");
        var report = await next.Recover.HandleAsync(world.Scheduler, CancellationToken.None);
        Assert.Equal((1, 0), (report.Seen, report.Failed + report.Resumed));
        Assert.True((await next.ReadAsync(run)).Lease!.IsReleased);

        // The orchestration comes back under the same epoch and repeats the attempt that was open.
        Assert.Equal(StepVerdict.Succeeded, (await next.StepAsync(run, epoch: 1, DocumentSteps.Extraction)).Verdict);
        Assert.Equal("next", (await next.ReadAsync(run)).Lease!.Owner);
    }

    [Fact]
    public async Task A_run_whose_lease_was_given_back_is_resumed_when_its_orchestration_is_gone_whatever_the_policy()
    {
        await using var world = await EngineWorld.CreateAsync();
        var stopping = world.NewWorker("stopping");
        var run = (await stopping.QueueFirstAsync(world.NewSubject())).Run.Id;
        await stopping.StartAsync(run);
        await stopping.Keeper.ReleaseAllAsync(CancellationToken.None);
        world.Clock.Advance(30);

        var report = await world.NewWorker("next").Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal(1, report.Resumed);
        Assert.Contains(run, world.Scheduler.Scheduled);
    }

    [Fact]
    public async Task A_lease_that_somebody_else_has_taken_over_is_not_given_back()
    {
        await using var world = await EngineWorld.CreateAsync();
        var stopping = world.NewWorker("stopping");
        var run = (await stopping.QueueFirstAsync(world.NewSubject())).Run.Id;
        await stopping.StartAsync(run);
        await world.NewWorker("other").StepAsync(run, epoch: 1, DocumentSteps.Extraction);

        await stopping.Keeper.ReleaseAllAsync(CancellationToken.None);

        Assert.Equal("other", (await stopping.ReadAsync(run)).Lease!.Owner);
    }

    [Fact]
    public async Task A_running_run_whose_orchestration_is_gone_fails_although_its_lease_still_runs()
    {
        await using var world = await EngineWorld.CreateAsync();
        var worker = world.NewWorker();
        var run = (await worker.QueueFirstAsync(world.NewSubject())).Run.Id;
        await worker.StartAsync(run);
        world.Clock.Advance(11);

        await worker.Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal(RunState.Failed, (await worker.ReadAsync(run)).State);
    }

    [Fact]
    public async Task A_queued_run_that_was_never_scheduled_is_scheduled()
    {
        await using var world = await EngineWorld.CreateAsync();
        var worker = world.NewWorker();
        var run = (await worker.QueueFirstAsync(world.NewSubject())).Run.Id;

        await worker.Recover.HandleAsync(world.Scheduler, CancellationToken.None);
        Assert.Empty(world.Scheduler.Scheduled);
        world.Clock.Advance(11);
        await worker.Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal([run], world.Scheduler.Scheduled);
    }

    [Fact]
    public async Task A_waiting_run_whose_signal_was_lost_is_told_again_that_the_slot_is_free()
    {
        await using var world = await EngineWorld.CreateAsync();
        var worker = world.NewWorker();
        var run = (await worker.QueueFirstAsync(world.NewSubject())).Run.Id;
        await Schedule(world, run);
        world.Clock.Advance(11);

        var report = await worker.Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal(1, report.Signalled);
        Assert.Equal([run], world.Scheduler.Signalled);
    }

    [Fact]
    public async Task An_ending_that_was_not_made_known_is_made_known()
    {
        await using var world = await EngineWorld.CreateAsync();
        var subject = world.NewSubject();
        var dead = world.NewWorker("dead");
        var run = (await dead.QueueFirstAsync(subject)).Run.Id;
        await dead.StartAsync(run);
        var state = (await dead.Store.FindToChangeAsync(EngineWorld.Organization, run, true, CancellationToken.None))!;
        var its = (await dead.Store.FindSubjectToChangeAsync(EngineWorld.Organization, subject, true, CancellationToken.None))!;
        var end = RunLifecycle.End(state.Value, its.Value, RunCommand.Fail, "EXTRACTION_FAILED", 1, DocumentSteps.All, RunActor.Worker("worker-a"), world.Clock.GetUtcNow());
        Assert.True(await dead.Writer.TryWriteAsync(EngineWorld.Organization, end.Decision!, state.Version, its.Version, CancellationToken.None));
        world.Clock.Advance(11);

        var report = await world.NewWorker().Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal(1, report.Finished);
        Assert.Contains(world.Projections, projection => projection.Run == run);
        Assert.Empty(await dead.Index.ListActiveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_intent_without_a_run_is_dropped()
    {
        await using var world = await EngineWorld.CreateAsync();
        var worker = world.NewWorker();
        var subject = world.NewSubject();
        var id = RunId.New(subject, Guid.NewGuid());
        await worker.Index.AnnounceAsync(new RunAnnouncement(EngineWorld.Origin("request-1"), id, subject, world.Clock.GetUtcNow()), CancellationToken.None);
        world.Clock.Advance(301);

        var report = await worker.Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal(1, report.Dropped);
        Assert.Empty(await worker.Index.ListActiveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_intent_whose_run_is_written_late_is_kept()
    {
        await using var world = await EngineWorld.CreateAsync();
        var slow = world.NewWorker("slow");
        var recovering = world.NewWorker("recovering");

        var late = await slow.Queue.ForNewSubjectAsync(
            EngineWorld.Origin("request-1"),
            world.NewSubject(),
            async decision =>
            {
                world.Clock.Advance(60);
                Assert.Equal(0, (await recovering.Recover.HandleAsync(world.Scheduler, CancellationToken.None)).Dropped);
                Assert.True(await slow.Store.TryWriteAsync(EngineWorld.Organization, decision, null, null, CancellationToken.None));
            },
            CancellationToken.None);
        await recovering.Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal([late.Run.Id], world.Scheduler.Scheduled);
    }

    [Fact]
    public async Task A_run_that_cannot_be_repaired_does_not_keep_the_others_waiting()
    {
        await using var world = await EngineWorld.CreateAsync();
        var worker = world.NewWorker();
        List<RunId> runs = [];
        for (var i = 0; i < 3; i++)
        {
            runs.Add((await worker.QueueFirstAsync(world.NewSubject())).Run.Id);
        }

        world.Clock.Advance(11);
        var first = runs.MinBy(run => run.Value, StringComparer.Ordinal);
        var scheduler = new Mock<IRunScheduler>();
        scheduler.Setup(s => s.ScheduleAsync(EngineWorld.Organization, EngineWorld.Kind, first, It.IsAny<CancellationToken>())).ThrowsAsync(new IOException());

        var failure = await Assert.ThrowsAsync<AggregateException>(() => worker.Recover.HandleAsync(scheduler.Object, CancellationToken.None));

        Assert.IsType<IOException>(Assert.Single(failure.InnerExceptions));
        Assert.All(runs, run => scheduler.Verify(s => s.ScheduleAsync(EngineWorld.Organization, EngineWorld.Kind, run, It.IsAny<CancellationToken>()), Times.Once));
    }

    [Fact]
    public async Task Many_instances_that_recover_at_once_fail_each_orphan_once()
    {
        await using var world = await EngineWorld.CreateAsync();
        var dead = world.NewWorker("dead");
        for (var i = 0; i < 5; i++)
        {
            var run = (await dead.QueueFirstAsync(world.NewSubject())).Run.Id;
            await Schedule(world, run);
            await dead.StartAsync(run);
        }

        world.Clock.Advance(16);
        var reports = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            world.NewWorker($"worker-{i}").Recover.HandleAsync(world.Scheduler, CancellationToken.None)));

        Assert.Equal(5, reports.Sum(report => report.Failed));
        Assert.Equal(5, world.Events.Count(happened => happened.Type == RunEventTypes.RunRecoveredAsFailed));
    }

    [Fact]
    public async Task With_policy_resume_the_run_goes_on_under_a_new_epoch_and_the_old_worker_is_shut_out()
    {
        await using var world = await EngineWorld.CreateAsync(new RunSettings { RecoveryPolicy = RecoveryPolicy.Resume });
        var subject = world.NewSubject();
        var dead = world.NewWorker("dead");
        var run = (await dead.QueueFirstAsync(subject)).Run.Id;
        await dead.StartAsync(run);
        Assert.Equal(StepVerdict.Succeeded, (await dead.StepAsync(run, 1, DocumentSteps.Extraction)).Verdict);
        await BeginAsync(dead, run, DocumentSteps.Interpretation);
        world.Clock.Advance(16);
        var alive = world.NewWorker("alive");

        var report = await alive.Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal(1, report.Resumed);
        Assert.Contains(run, world.Scheduler.Scheduled);
        Assert.Equal(StepVerdict.Stop, (await dead.StepAsync(run, 1, DocumentSteps.Interpretation)).Verdict);
        var again = await alive.StartAsync(run);
        Assert.Equal((StartVerdict.Started, 2), (again.Verdict, again.Epoch));
        Assert.Equal(["EXTRACTION"], again.SucceededSteps!);
        Assert.Equal(StepVerdict.Succeeded, (await alive.StepAsync(run, 2, DocumentSteps.Interpretation, attempt: 2)).Verdict);
        Assert.Equal(RunState.Completed, (await alive.EndAsync(run, RunCommand.Complete, epoch: 2)).State);
    }

    [Fact]
    public async Task A_worker_that_comes_back_after_recovery_finds_its_run_ended_and_changes_nothing()
    {
        await using var world = await EngineWorld.CreateAsync();
        var subject = world.NewSubject();
        var late = world.NewWorker("late");
        var run = (await late.QueueFirstAsync(subject)).Run.Id;
        await Schedule(world, run);
        await late.StartAsync(run);
        await BeginAsync(late, run, DocumentSteps.Extraction);
        world.Clock.Advance(16);
        await world.NewWorker().Recover.HandleAsync(world.Scheduler, CancellationToken.None);
        var before = await late.Store.ListHistoryAsync(EngineWorld.Organization, subject, CancellationToken.None);

        Assert.Equal(StepVerdict.Stop, (await late.StepAsync(run, 1, DocumentSteps.Extraction)).Verdict);
        Assert.Equal(RunState.Failed, (await late.EndAsync(run, RunCommand.Complete)).State);
        Assert.Equal(StartVerdict.Stop, (await late.StartAsync(run)).Verdict);

        var after = await late.Store.ListHistoryAsync(EngineWorld.Organization, subject, CancellationToken.None);
        Assert.Equal(before.Single().Artifacts.Count, after.Single().Artifacts.Count);
        Assert.Equal(before.Single().Run.UpdatedAt, after.Single().Run.UpdatedAt);
    }

    private static async Task Schedule(EngineWorld world, params RunId[] runs)
    {
        foreach (var run in runs)
        {
            await world.Scheduler.ScheduleAsync(EngineWorld.Organization, EngineWorld.Kind, run, CancellationToken.None);
        }
    }

    // Dies in the middle of the step: the begin is written, the end never is.
    private static async Task BeginAsync(EngineWorld.Worker worker, RunId run, StepDefinition step)
    {
        using var killed = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.Step.HandleAsync(
            new StepCommand(EngineWorld.Organization, run, 1, step, 1),
            async (_, token) =>
            {
                await killed.CancelAsync();
                token.ThrowIfCancellationRequested();
                return new StepWork.Produced([]);
            },
            killed.Token));
    }
}

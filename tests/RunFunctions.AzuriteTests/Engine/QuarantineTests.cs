using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>Poison protection: a run whose workers keep dying in the same step is put aside.</summary>
public sealed class QuarantineTests
{
    [Fact]
    public async Task The_third_worker_that_dies_in_a_step_is_the_last_one()
    {
        await using var world = await EngineWorld.CreateAsync();
        var subject = world.NewSubject();
        var first = world.NewWorker("worker-1");
        var run = (await first.QueueFirstAsync(subject)).Run.Id;
        var next = await first.QueueAgainAsync(subject);
        await first.StartAsync(run);
        await DieAsync(first, run);
        await DieAsync(world.NewWorker("worker-2"), run);
        await DieAsync(world.NewWorker("worker-3"), run);
        var last = world.NewWorker("worker-4");

        var result = await last.StepAsync(run, 1, DocumentSteps.Extraction);

        Assert.Equal(new StepResult(StepVerdict.FailedFinal, "QUARANTINED"), result);
        var ended = await last.EndAsync(run, RunCommand.Fail, result.FailureType);
        Assert.Equal((RunState.Failed, next), (ended.State, ended.NextToStart));
        var quarantined = await last.ReadAsync(run);
        Assert.Equal(new WorkerDeaths("EXTRACTION", 3), quarantined.Deaths);
        Assert.Equal(new RunFailure("EXTRACTION", "QUARANTINED", null), quarantined.Failure);
        Assert.Contains(world.Events, happened => happened.Type == RunEventTypes.RunQuarantined);
        Assert.Equal(StartVerdict.Started, (await last.StartAsync(next)).Verdict);
    }

    [Fact]
    public async Task Two_deaths_and_a_worker_that_gave_its_lease_back_are_not_three()
    {
        await using var world = await EngineWorld.CreateAsync();
        var first = world.NewWorker("worker-1");
        var run = (await first.QueueFirstAsync(world.NewSubject())).Run.Id;
        await first.StartAsync(run);
        await DieAsync(first, run);
        await DieAsync(world.NewWorker("worker-2"), run);
        var orderly = world.NewWorker("worker-3");
        await DieAsync(orderly, run);
        var given = (await orderly.Store.FindToChangeAsync(EngineWorld.Organization, run, fresh: true, CancellationToken.None))!;
        var released = given.Value with { Lease = given.Value.Lease! with { Owner = "" } };
        Assert.True(await orderly.Store.TryWriteAsync(
            EngineWorld.Organization, new RunDecision(released, null, [], []), given.Version, null, CancellationToken.None));

        Assert.Equal(StepVerdict.Succeeded, (await world.NewWorker("worker-4").StepAsync(run, 1, DocumentSteps.Extraction)).Verdict);
    }

    [Fact]
    public async Task Recovery_that_resumes_runs_does_not_resume_one_that_killed_three_workers()
    {
        await using var world = await EngineWorld.CreateAsync(new RunSettings { RecoveryPolicy = RecoveryPolicy.Resume });
        var worker = world.NewWorker("worker-1");
        var run = (await worker.QueueFirstAsync(world.NewSubject())).Run.Id;
        await worker.StartAsync(run);
        for (var epoch = 1; epoch <= 3; epoch++)
        {
            await DieAsync(worker, run, epoch, attempt: epoch);
            world.Clock.Advance(16);
            worker = world.NewWorker($"worker-{epoch + 1}");
            world.Scheduler.Lose(run);
            var report = await worker.Recover.HandleAsync(world.Scheduler, CancellationToken.None);
            Assert.Equal((epoch < 3 ? 1 : 0, epoch < 3 ? 0 : 1), (report.Resumed, report.Failed));
        }

        var quarantined = await worker.ReadAsync(run);
        Assert.Equal((RunState.Failed, "QUARANTINED", 3), (quarantined.State, quarantined.FailureType, quarantined.Deaths!.Count));
    }

    // Begins the step and is never heard of again.
    private static async Task DieAsync(EngineWorld.Worker worker, RunId run, int epoch = 1, int attempt = 1)
    {
        using var killed = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.Step.HandleAsync(
            new StepCommand(EngineWorld.Organization, run, epoch, DocumentSteps.Extraction, attempt),
            async (_, token) =>
            {
                await killed.CancelAsync();
                token.ThrowIfCancellationRequested();
                return new StepWork.Produced([]);
            },
            killed.Token));
    }
}

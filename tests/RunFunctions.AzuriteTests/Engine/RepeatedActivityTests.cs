using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>Activities run at least once: what is executed again after a crash finds its own work done.</summary>
public sealed class RepeatedActivityTests
{
    private static readonly StepWork.Failed LowQuality = new("EXTRACTION_LOW_QUALITY", "EXTRACTION_LOW_QUALITY", Retryable: false);

    [Theory]
    [InlineData(false, StepVerdict.FailedFinal)]
    [InlineData(true, StepVerdict.FailedRetryable)]
    public async Task A_step_that_failed_fails_the_same_way_when_it_is_executed_again(bool retryable, StepVerdict verdict)
    {
        await using var world = await EngineWorld.CreateAsync();
        var run = (await world.NewWorker().QueueFirstAsync(world.NewSubject())).Run.Id;
        var worker = world.NewWorker();
        await worker.StartAsync(run);
        var work = LowQuality with { Retryable = retryable };
        var first = await worker.StepAsync(run, 1, DocumentSteps.Extraction, work: work);

        var again = await world.NewWorker("after the crash").StepAsync(run, 1, DocumentSteps.Extraction, work: work);

        Assert.Equal(new StepResult(verdict, "EXTRACTION_LOW_QUALITY"), first);
        Assert.Equal(first, again);
        Assert.Equal(2, (await worker.ReadAsync(run)).ArtifactCount);
    }

    [Fact]
    public async Task A_step_that_succeeded_is_not_executed_again()
    {
        await using var world = await EngineWorld.CreateAsync();
        var worker = world.NewWorker();
        var run = (await worker.QueueFirstAsync(world.NewSubject())).Run.Id;
        await worker.StartAsync(run);
        await worker.StepAsync(run, 1, DocumentSteps.Extraction);

        var again = await world.NewWorker("after the crash").StepAsync(run, 1, DocumentSteps.Extraction, work: LowQuality);

        Assert.Equal(StepVerdict.Succeeded, again.Verdict);
        Assert.Equal(2, (await worker.ReadAsync(run)).ArtifactCount);
    }

    [Fact]
    public async Task A_run_that_is_ended_twice_has_one_ending()
    {
        await using var world = await EngineWorld.CreateAsync();
        var subject = world.NewSubject();
        var worker = world.NewWorker();
        var run = (await worker.QueueFirstAsync(subject)).Run.Id;
        var next = await worker.QueueAgainAsync(subject);
        await worker.StartAsync(run);

        var first = await worker.EndAsync(run, RunCommand.Fail, "EXTRACTION_FAILED");
        var again = await world.NewWorker("after the crash").EndAsync(run, RunCommand.Fail, "EXTRACTION_FAILED");

        Assert.Equal((RunState.Failed, next), (first.State, first.NextToStart));
        Assert.Equal(first, again);
        Assert.Equal(1, world.Events.Count(happened => happened.Type == RunEventTypes.RunFailed));
    }
}

using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>A step that another process goes on with, as it is stored.</summary>
public sealed class TakenOverStepTests
{
    [Fact]
    public async Task Who_died_and_who_goes_on_is_stored_with_the_run_and_the_attempt_stays_one()
    {
        await using var world = await EngineWorld.CreateAsync();
        var dead = world.NewWorker("dead");
        var run = (await dead.QueueFirstAsync(world.NewSubject())).Run.Id;
        await dead.StartAsync(run);
        var begunAt = world.Clock.GetUtcNow();
        await dead.Writer.ChangeAsync(
            EngineWorld.Organization,
            run,
            current => StepLifecycle.Begin(current, DocumentSteps.Extraction.Name, 1, new StepWriter("dead", 1, world.Settings.Lease), begunAt),
            CancellationToken.None);
        world.Clock.Advance(18);
        var alive = world.NewWorker("alive");
        OpenStep? open = null;

        var result = await alive.Step.HandleAsync(
            new StepCommand(EngineWorld.Organization, run, 1, DocumentSteps.Extraction, 1),
            async (_, _) =>
            {
                open = (await dead.ReadAsync(run)).OpenStep;
                return new StepWork.Produced([]);
            },
            CancellationToken.None);

        Assert.Equal(StepVerdict.Succeeded, result.Verdict);
        Assert.Equal(new OpenStep("EXTRACTION", 1, begunAt, TakenOverAt: begunAt.AddSeconds(18)), open);
        var history = await dead.Store.FindHistoryAsync(EngineWorld.Organization, run, CancellationToken.None);
        Assert.Equal(
            [
                (RunTimeline.StepAttempt, begunAt, "EXTRACTION", 1, "alive"),
                (RunEventTypes.WorkerDied, begunAt.AddSeconds(18), "EXTRACTION", 1, "dead"),
                (RunEventTypes.StepTakenOver, begunAt.AddSeconds(18), "EXTRACTION", 1, "alive"),
            ],
            RunTimeline.Of(history!).Where(entry => entry.StepName is not null).Select(entry => (entry.Type, entry.At, entry.StepName!, entry.Attempt!.Value, entry.Actor!.Value.Name)));
    }
}

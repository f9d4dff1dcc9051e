using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>A process dies right after it wrote the run that repeats another one.</summary>
public sealed class RerunRecoveryTests
{
    [Fact]
    public async Task Recovery_schedules_the_new_run_and_the_list_shows_the_old_one_as_superseded()
    {
        await using var world = await EngineWorld.CreateAsync();
        var worker = world.NewWorker();
        var old = (await worker.QueueFirstAsync(world.NewSubject())).Run;
        await worker.StartAsync(old.Id);
        await worker.EndAsync(old.Id, RunCommand.Fail, "EXTRACTION_FAILED");
        var repeated = await RepeatAsync(world, worker, old.Id);
        Assert.Empty(await SupersededAsync(worker));
        world.Clock.Advance(10);

        await world.NewWorker("alive").Recover.HandleAsync(world.Scheduler, CancellationToken.None);

        Assert.Equal([repeated], world.Scheduler.Scheduled);
        Assert.Equal([old.Id], await SupersededAsync(worker));
    }

    private static async Task<RunId> RepeatAsync(EngineWorld world, EngineWorld.Worker worker, RunId id)
    {
        var now = world.Clock.GetUtcNow();
        var origin = EngineWorld.Origin("request-2");
        var parent = (await worker.Store.FindAsync(EngineWorld.Organization, id, CancellationToken.None))!;
        var subject = (await worker.Store.FindSubjectToChangeAsync(EngineWorld.Organization, parent.Value.Subject, fresh: true, CancellationToken.None))!;
        var announced = new RunAnnouncement(origin, RunId.New(parent.Value.Subject, Guid.NewGuid()), parent.Value.Subject, now, id);
        var decision = new RunRepetition(null, new RunConfig(null, null)).Decide(origin, announced.Id, parent.Value, subject.Value, DocumentSteps.All, now, now).Decision!;
        await worker.Index.AnnounceAsync(announced, CancellationToken.None);
        Assert.True(await worker.Store.TryRepeatAsync(EngineWorld.Organization, decision, parent.Version, subject.Version, CancellationToken.None));
        return announced.Id;
    }

    private static async Task<IEnumerable<RunId>> SupersededAsync(EngineWorld.Worker worker) =>
        (await worker.Index.ListAsync(EngineWorld.Organization, RunFilter.All with { Superseded = true }, 10, after: null, CancellationToken.None)).Items.Select(line => line.Id);
}

using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>Limits on how many runs are RUNNING, in storage, over processes and crashes.</summary>
public sealed class ConcurrencyTests
{
    private static readonly ConcurrencyLimits Two = new() { PerOrganization = 2 };

    [Fact]
    public async Task Of_24_runs_that_start_at_once_in_4_processes_as_many_run_as_may_and_the_rest_follow_oldest_first()
    {
        await using var world = await EngineWorld.CreateAsync(concurrency: new ConcurrencyLimits { PerOrganization = 3 });
        var workers = Enumerable.Range(0, 4).Select(i => world.NewWorker($"worker-{i}")).ToArray();
        var runs = await QueueAsync(world, workers[0], 24);

        var verdicts = await Task.WhenAll(runs.Select((run, i) => workers[i % 4].StartAsync(run)));
        var started = Enumerable.Range(0, 24).Where(i => verdicts[i].Verdict == StartVerdict.Started).ToList();
        Assert.Equal(3, started.Count);
        Assert.Equal(21, verdicts.Count(verdict => verdict.Verdict == StartVerdict.Wait));

        // Every one of those that wait stands in line now: each ending lets exactly the oldest in.
        var waiting = Enumerable.Range(0, 24).Except(started).ToList();
        var running = new Queue<int>(started);
        while (running.TryDequeue(out var done))
        {
            var ended = await workers[done % 4].EndAsync(runs[done], RunCommand.Fail, "EXTRACTION_FAILED");
            Assert.Equal(waiting.Take(1).Select(next => runs[next]), ended.ToBeTold);
            if (waiting.Count > 0)
            {
                Assert.Equal(StartVerdict.Started, (await workers[(done + 1) % 4].StartAsync(runs[waiting[0]])).Verdict);
                running.Enqueue(waiting[0]);
                waiting.RemoveAt(0);
            }
        }

        Assert.Equal(24, world.Events.Count(happened => happened.Type == RunEventTypes.RunStarted));
        Assert.Empty((await workers[0].Places.ReadAsync(EngineWorld.Organization, CancellationToken.None)).Places.All);
    }

    [Fact]
    public async Task A_run_that_waits_for_another_of_its_subject_holds_no_place()
    {
        await using var world = await EngineWorld.CreateAsync(concurrency: Two);
        var worker = world.NewWorker();
        var subject = world.NewSubject();
        var first = (await worker.QueueFirstAsync(subject)).Run.Id;
        var behind = await worker.QueueAgainAsync(subject);
        var other = (await QueueAsync(world, worker, 1))[0];

        Assert.Equal(StartVerdict.Started, (await worker.StartAsync(first)).Verdict);
        Assert.Equal(StartVerdict.Wait, (await worker.StartAsync(behind)).Verdict);
        Assert.Equal(StartVerdict.Started, (await worker.StartAsync(other)).Verdict);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_while_it_waits_leaves_the_line()
    {
        await using var world = await EngineWorld.CreateAsync(concurrency: new ConcurrencyLimits { PerKind = new Dictionary<RunKind, int> { [RunKind.Parse("document")] = 1 } });
        var worker = world.NewWorker();
        var runs = await QueueAsync(world, worker, 3);
        foreach (var run in runs)
        {
            await worker.StartAsync(run);
        }

        await worker.EndAsync(runs[1], RunCommand.Cancel, epoch: null);
        var ended = await worker.EndAsync(runs[0], RunCommand.Fail, "EXTRACTION_FAILED");
        Assert.Equal([runs[2]], ended.ToBeTold);
    }

    [Fact]
    public async Task A_place_whose_run_is_over_is_freed_by_recovery_which_tells_the_next()
    {
        await using var world = await EngineWorld.CreateAsync(concurrency: new ConcurrencyLimits { PerOrganization = 1 });
        var worker = world.NewWorker();
        var runs = await QueueAsync(world, worker, 3);
        foreach (var run in runs)
        {
            await worker.StartAsync(run);
            await world.Scheduler.ScheduleAsync(EngineWorld.Organization, EngineWorld.Kind, run, CancellationToken.None);
        }

        // The process dies between the ending and all that should follow it, as if its mark had been removed besides.
        var first = await worker.ReadAsync(runs[0]);
        var subject = (await worker.Store.FindSubjectToChangeAsync(EngineWorld.Organization, first.Subject, fresh: true, CancellationToken.None))!;
        var version = (await worker.Store.FindAsync(EngineWorld.Organization, runs[0], CancellationToken.None))!.Version;
        var ended = RunLifecycle.End(first, subject.Value, RunCommand.Fail, "EXTRACTION_FAILED", 1, DocumentSteps.All, RunActor.Worker("worker-a"), world.Clock.GetUtcNow()).Decision!;
        Assert.True(await worker.Store.TryWriteAsync(EngineWorld.Organization, ended, version, subject.Version, CancellationToken.None));
        await worker.Index.CloseAsync(ended.Run, CancellationToken.None);

        world.Clock.Advance(11);
        var rescuer = world.NewWorker("rescuer");
        await rescuer.Recover.HandleAsync(world.Scheduler, CancellationToken.None);
        Assert.Equal([runs[1]], world.Scheduler.Signalled);
        Assert.Equal(StartVerdict.Started, (await rescuer.StartAsync(runs[1])).Verdict);
        Assert.Equal(StartVerdict.Wait, (await rescuer.StartAsync(runs[2])).Verdict);
    }

    [Fact]
    public async Task A_run_that_was_granted_a_place_and_not_told_is_told_by_recovery_and_one_that_waits_is_left_alone()
    {
        await using var world = await EngineWorld.CreateAsync(concurrency: new ConcurrencyLimits { PerOrganization = 1 });
        var worker = world.NewWorker();
        var runs = await QueueAsync(world, worker, 3);
        foreach (var run in runs)
        {
            await worker.StartAsync(run);
            await world.Scheduler.ScheduleAsync(EngineWorld.Organization, EngineWorld.Kind, run, CancellationToken.None);
        }

        await worker.EndAsync(runs[0], RunCommand.Fail, "EXTRACTION_FAILED");
        world.Clock.Advance(11);
        await world.NewWorker("rescuer").Recover.HandleAsync(world.Scheduler, CancellationToken.None);
        Assert.Equal([runs[1]], world.Scheduler.Signalled);
    }

    [Fact]
    public async Task Of_two_writers_who_read_the_same_places_one_must_read_again()
    {
        await using var world = await EngineWorld.CreateAsync(concurrency: Two);
        var worker = world.NewWorker();
        var runs = await QueueAsync(world, worker, 2);
        var places = worker.Places;
        var before = await places.ReadAsync(EngineWorld.Organization, CancellationToken.None);
        var one = before.Places.Enter(await worker.ReadAsync(runs[0]), Two);
        var other = before.Places.Enter(await worker.ReadAsync(runs[1]), Two);

        Assert.True(await places.TryWriteAsync(EngineWorld.Organization, before, one, CancellationToken.None));
        Assert.False(await places.TryWriteAsync(EngineWorld.Organization, before, other, CancellationToken.None));
        var after = await places.ReadAsync(EngineWorld.Organization, CancellationToken.None);
        Assert.Equal([runs[0]], after.Places.All.Select(place => place.Run));
        Assert.True(await places.TryWriteAsync(EngineWorld.Organization, after, after.Places.Leave([runs[0]], Two), CancellationToken.None));
    }

    private static async Task<IReadOnlyList<RunId>> QueueAsync(EngineWorld world, EngineWorld.Worker worker, int count)
    {
        List<RunId> runs = [];
        for (var i = 0; i < count; i++)
        {
            runs.Add((await worker.QueueFirstAsync(world.NewSubject())).Run.Id);
            world.Clock.Advance(1);
        }

        return runs;
    }
}

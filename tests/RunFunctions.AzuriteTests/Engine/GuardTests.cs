using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.AzuriteTests.Engine;

public sealed class GuardTests
{
    [Fact]
    public async Task Of_64_concurrent_starters_of_one_subject_exactly_one_gets_the_slot()
    {
        await using var world = await EngineWorld.CreateAsync();
        var subject = world.NewSubject();
        var first = world.NewWorker();
        List<RunId> runs = [(await first.QueueFirstAsync(subject)).Run.Id];
        for (var i = 1; i < 64; i++)
        {
            runs.Add(await first.QueueAgainAsync(subject));
        }

        // Four processes, each with its own memory of the rows.
        var workers = Enumerable.Range(0, 4).Select(i => world.NewWorker($"worker-{i}")).ToArray();
        var verdicts = await Task.WhenAll(runs.Select((run, i) => workers[i % 4].StartAsync(run)));

        Assert.Equal(1, verdicts.Count(result => result.Verdict == StartVerdict.Started));
        Assert.Equal(63, verdicts.Count(result => result.Verdict == StartVerdict.Wait));
        var states = await Task.WhenAll(runs.Select(async run => (await first.ReadAsync(run)).State));
        Assert.Equal(RunState.Running, states[0]);
        Assert.Equal(63, states.Count(state => state == RunState.Queued));
    }

    [Fact]
    public async Task Of_64_concurrent_starters_of_one_run_every_one_is_told_the_same_epoch()
    {
        await using var world = await EngineWorld.CreateAsync();
        var run = (await world.NewWorker().QueueFirstAsync(world.NewSubject())).Run.Id;
        var workers = Enumerable.Range(0, 4).Select(i => world.NewWorker($"worker-{i}")).ToArray();

        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => workers[i % 4].StartAsync(run)));

        Assert.All(results, result => Assert.Equal((StartVerdict.Started, 1), (result.Verdict, result.Epoch)));
        Assert.Equal(1, world.Events.Count(happened => happened.Type == RunEventTypes.RunStarted));
    }

    [Fact]
    public async Task Runs_of_one_subject_are_executed_in_the_order_in_which_they_were_queued_also_when_queued_at_once()
    {
        await using var world = await EngineWorld.CreateAsync();
        var subject = world.NewSubject();
        var worker = world.NewWorker();
        await worker.QueueFirstAsync(subject);
        var others = Enumerable.Range(0, 2).Select(i => world.NewWorker($"worker-{i}")).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => others[i % 2].QueueAgainAsync(subject)));

        var queue = (await worker.Store.FindSubjectToChangeAsync(EngineWorld.Organization, subject, fresh: true, CancellationToken.None))!.Value.Queue;
        Assert.Equal(13, queue.Count);
        for (var i = 0; i < queue.Count; i++)
        {
            Assert.Equal(StartVerdict.Started, (await worker.StartAsync(queue[i])).Verdict);
            foreach (var step in DocumentSteps.All)
            {
                Assert.Equal(StepVerdict.Succeeded, (await worker.StepAsync(queue[i], 1, step)).Verdict);
            }

            var ended = await worker.EndAsync(queue[i], RunCommand.Complete);
            Assert.Equal(i + 1 < queue.Count ? queue[i + 1] : null, ended.NextToStart);
        }

        var history = await worker.Store.ListHistoryAsync(EngineWorld.Organization, subject, CancellationToken.None);
        Assert.Equal(queue, history.Select(entry => entry.Run.Id));
        Assert.All(history, entry => Assert.Equal(4, entry.Artifacts.Count));
        Assert.Empty(await worker.Index.ListActiveAsync(CancellationToken.None));
    }
}

using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

/// <summary>Whatever is asked of the runs of one subject, in whatever order, these hold.</summary>
public sealed class RunPropertyTests
{
    [Fact]
    public void Any_sequence_of_commands_keeps_one_running_run_in_queue_order_with_times_that_only_grow()
    {
        var commands = Gen.Choose(0, 9).Zip(Gen.Choose(0, 5)).Zip(Gen.Choose(-5, 20)).ArrayOf(60).ToArbitrary();
        Prop.ForAll(commands, script =>
        {
            var world = new RunBuilder();
            List<RunId> created = [];
            List<RunId> started = [];
            foreach (var ((command, which), seconds) in script)
            {
                world.Now += TimeSpan.FromSeconds(seconds);
                var before = world.Runs.Values.Where(run => run.State.IsTerminal()).ToList();
                Act(world, command, which, created, started);
                Check(world, before);
            }

            // FIFO: started in the order in which they were created, cancelled ones left out.
            Assert.Equal(created.Where(started.Contains), started);
        }).QuickCheckThrowOnFailure();
    }

    private static void Act(RunBuilder world, int command, int which, List<RunId> created, List<RunId> started)
    {
        if (command <= 2 || created.Count == 0)
        {
            created.Add(world.Queued().Id);
            return;
        }

        var run = world.Runs[created[which % created.Count]];
        var epoch = run.Lease?.Epoch ?? 1;
        var outcome = command switch
        {
            3 => RunLifecycle.Start(run, world.Subject!, "worker-a", RunBuilder.Lease, world.Now),
            4 => StepLifecycle.Begin(run, "EXTRACTION", run.NextAttempt("EXTRACTION"), RunBuilder.Writer(epoch), world.Now),
            5 => StepLifecycle.Succeed(run, "EXTRACTION", [], RunBuilder.Writer(epoch), world.Now),
            6 => StepLifecycle.Fail(run, "EXTRACTION", RunBuilder.TechnicalFailure, RunBuilder.Writer(epoch), world.Now),
            7 => RunLifecycle.End(run, world.Subject!, RunCommand.Fail, "EXTRACTION_FAILED", epoch, RunBuilder.Plan, RunBuilder.Actor, world.Now),
            8 => RunLifecycle.Resume(run, "worker-b", RunBuilder.Lease, RunBuilder.Plan, world.Now),
            _ => RunLifecycle.End(run, world.Subject!, RunCommand.Cancel, null, null, RunBuilder.Plan, RunBuilder.Actor, world.Now),
        };
        if (outcome.Decision is null)
        {
            return;
        }

        if (command == 3)
        {
            started.Add(run.Id);
        }

        world.Apply(outcome);
    }

    private static void Check(RunBuilder world, List<Run> terminalBefore)
    {
        var running = world.Runs.Values.Where(run => run.State == RunState.Running).ToList();
        Assert.True(running.Count <= 1);
        Assert.Equal(running.SingleOrDefault()?.Id, world.Subject!.RunningRunId);
        Assert.Equal(
            world.Runs.Values.Where(run => run.State == RunState.Queued).OrderBy(run => run.CreatedAt).Select(run => run.Id).ToHashSet(),
            world.Subject.Queue.ToHashSet());
        foreach (var run in world.Runs.Values)
        {
            Assert.True(run.CreatedAt <= run.UpdatedAt && (run.StartedAt ?? run.CreatedAt) >= run.CreatedAt);
            Assert.True(run.CompletedAt is null || run.CompletedAt >= (run.StartedAt ?? run.CreatedAt));
            Assert.Equal(run.State == RunState.Running, run.Lease is not null);
            Assert.True(run.State == RunState.Running || run.OpenStep is null);
        }

        Assert.All(terminalBefore, run => Assert.Equal(run, world.Runs[run.Id]));
    }
}

using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

public sealed class RunLifecycleTests
{
    private readonly RunBuilder _runs = new();

    public static TheoryData<RunState, RunCommand> EveryPair
    {
        get
        {
            var pairs = new TheoryData<RunState, RunCommand>();
            foreach (var state in Enum.GetValues<RunState>())
            {
                foreach (var command in Enum.GetValues<RunCommand>())
                {
                    pairs.Add(state, command);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Every_state_obeys_every_command_exactly_as_the_table_says(RunState state, RunCommand command)
    {
        var run = _runs.In(state);
        if (state == RunState.Running && command == RunCommand.Complete)
        {
            run = _runs.Succeeded(_runs.Succeeded(run, "EXTRACTION"), "INTERPRETATION");
        }

        var outcome = command switch
        {
            RunCommand.Start => RunLifecycle.Start(run, _runs.Subject!, "worker-a", RunBuilder.Lease, _runs.Now),
            RunCommand.Resume => RunLifecycle.Resume(run, "worker-b", RunBuilder.Lease, RunBuilder.Plan, _runs.Now),
            _ => RunLifecycle.End(run, _runs.Subject!, command, command == RunCommand.Fail ? "EXTRACTION_FAILED" : null, null, RunBuilder.Plan, RunBuilder.Actor, _runs.Now),
        };

        if (RunTransitions.Table.TryGetValue((state, command), out var to))
        {
            Assert.Equal(to, outcome.Decision?.Run.State);
        }
        else
        {
            Assert.Equal(RunRefusal.IllegalTransition, outcome.Refusal);
        }
    }

    [Fact]
    public void The_table_is_the_one_of_the_design()
    {
        var lines = RunTransitions.Table.Select(row => $"{row.Key.From} {row.Key.Command} {row.Value}").Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "Queued Cancel Cancelled", "Queued Start Running", "Running Cancel Cancelled", "Running Complete Completed",
                "Running Fail Failed", "Running Resume Running", "Running TimeOut TimedOut",
            ],
            lines);
    }

    [Fact]
    public void A_second_run_of_a_subject_waits_until_the_first_has_given_the_slot_back()
    {
        var first = _runs.Running();
        var second = _runs.Queued();
        Assert.Equal(RunRefusal.SlotHeld, RunLifecycle.Start(second, _runs.Subject!, "worker-a", RunBuilder.Lease, _runs.Now).Refusal);

        _runs.End(first, RunCommand.Fail, "EXTRACTION_FAILED");

        Assert.Equal(second.Id, _runs.Subject!.NextToStart);
        Assert.Equal(RunState.Running, _runs.Apply(RunLifecycle.Start(second, _runs.Subject, "worker-a", RunBuilder.Lease, _runs.Now)).State);
    }

    [Fact]
    public void The_oldest_queued_run_starts_first()
    {
        var older = _runs.Queued();
        var younger = _runs.Queued();
        Assert.Equal(RunRefusal.OlderRunQueued, RunLifecycle.Start(younger, _runs.Subject!, "worker-a", RunBuilder.Lease, _runs.Now).Refusal);
        Assert.Equal(older.Id, _runs.Subject!.NextToStart);
    }

    [Fact]
    public void A_run_cannot_complete_before_every_step_of_its_plan_has_succeeded()
    {
        var run = _runs.Succeeded(_runs.Running(), "EXTRACTION");
        Assert.Equal(
            RunRefusal.StepOutOfOrder,
            RunLifecycle.End(run, _runs.Subject!, RunCommand.Complete, null, 1, RunBuilder.Plan, RunBuilder.Actor, _runs.Now).Refusal);
    }

    [Theory]
    [InlineData(RunCommand.TimeOut, null, "TIMED_OUT", RunEventTypes.RunTimedOut)]
    [InlineData(RunCommand.Fail, "PROCESS_TERMINATED", "PROCESS_TERMINATED", RunEventTypes.RunRecoveredAsFailed)]
    [InlineData(RunCommand.Cancel, null, "CANCELLED", RunEventTypes.RunCancelled)]
    public void A_run_that_ends_in_the_middle_of_a_step_closes_the_step(RunCommand command, string? failureType, string closedBy, string expectedEvent)
    {
        var run = _runs.With(_runs.Running(), "INTERPRETATION");

        run = _runs.End(run, command, failureType);

        var record = _runs.Artifacts[^1].Step!;
        Assert.Null(run.OpenStep);
        Assert.Equal(StepStatus.Failed, record.Status);
        Assert.Equal("INTERPRETATION_FAILED", record.ErrorCode);
        Assert.Equal(closedBy, record.Details![StepLifecycle.ClosedByDetail]);
        Assert.Equal(run.CompletedAt, record.EndedAt);
        Assert.Equal([RunEventTypes.StepFailed, expectedEvent], _runs.Events[^2..]);
    }

    [Fact]
    public void A_timed_out_run_has_no_failure_type()
    {
        Assert.Null(_runs.In(RunState.TimedOut).FailureType);
    }

    [Fact]
    public void A_late_worker_with_an_old_epoch_changes_nothing()
    {
        var run = _runs.With(_runs.Running(), "EXTRACTION");
        run = _runs.Apply(RunLifecycle.Resume(run, "worker-b", RunBuilder.Lease, RunBuilder.Plan, _runs.Now));

        Assert.Equal(2, run.Lease!.Epoch);
        Assert.Equal(RunRefusal.EpochChanged, StepLifecycle.Succeed(run, "EXTRACTION", [], RunBuilder.Writer(epoch: 1), _runs.Now).Refusal);
        Assert.Equal(RunRefusal.EpochChanged, StepLifecycle.Begin(run, "EXTRACTION", 2, RunBuilder.Writer(epoch: 1), _runs.Now).Refusal);
        Assert.Equal(RunRefusal.EpochChanged, RunLifecycle.Renew(run, "worker-a", 1, RunBuilder.Lease, _runs.Now).Refusal);
        Assert.Equal(
            RunRefusal.EpochChanged,
            RunLifecycle.End(run, _runs.Subject!, RunCommand.Fail, "EXTRACTION_FAILED", 1, RunBuilder.Plan, RunBuilder.Actor, _runs.Now).Refusal);
    }

    [Fact]
    public void Every_write_of_a_worker_renews_its_lease()
    {
        var run = _runs.Running();
        _runs.Now += TimeSpan.FromSeconds(7);
        run = _runs.With(run, "EXTRACTION");
        Assert.Equal(_runs.Now + RunBuilder.Lease, run.Lease!.ExpiresAt);
        _runs.Now += TimeSpan.FromSeconds(7);
        run = _runs.Apply(RunLifecycle.Renew(run, "worker-a", 1, RunBuilder.Lease, _runs.Now));
        Assert.Equal(_runs.Now + RunBuilder.Lease, run.Lease!.ExpiresAt);
    }

    [Fact]
    public void Times_of_a_run_never_run_backwards_when_the_next_host_has_a_slow_clock()
    {
        var run = _runs.Running();
        _runs.Now -= TimeSpan.FromMinutes(1);
        run = _runs.End(run, RunCommand.Fail, "EXTRACTION_FAILED");
        Assert.Equal(run.StartedAt, run.CompletedAt);
    }

    [Fact]
    public void The_latest_completed_run_stays_the_one_to_review_when_a_later_run_fails()
    {
        var completed = _runs.In(RunState.Completed);
        var failed = _runs.In(RunState.Failed);
        Assert.Equal(completed.Id, _runs.Subject!.LatestCompletedRunId);
        Assert.Equal(new RunGlance(failed.Id, RunState.Failed, "EXTRACTION_FAILED", failed.CreatedAt), _runs.Subject.Latest);
    }

    [Fact]
    public void A_subject_refuses_more_waiting_runs_than_it_can_hold()
    {
        for (var i = 0; i < RunSubject.QueueCapacity; i++)
        {
            _runs.Queued();
        }

        var id = RunBuilder.NewId(RunSubject.QueueCapacity + 1);
        Assert.Equal(
            RunRefusal.QueueFull,
            RunLifecycle.Queue(RunBuilder.Origin, id, RunBuilder.Key, _runs.Subject, _runs.Now, _runs.Now).Refusal);
    }
}

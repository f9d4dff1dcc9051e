using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

public sealed class StepLifecycleTests
{
    private readonly RunBuilder _runs = new();

    [Fact]
    public void How_a_step_read_the_input_stays_with_the_run_and_shows_on_its_subject_when_it_ends()
    {
        var reading = new RunReading("es", "contract");
        var run = _runs.With(
            _runs.Running(), "EXTRACTION", begun => StepLifecycle.Succeed(begun, "EXTRACTION", new StepWork.Produced([]) { Reading = reading }, RunBuilder.Writer(), _runs.Now));
        run = _runs.Succeeded(run, "INTERPRETATION");
        Assert.Equal(reading, run.Reading);
        Assert.Equal(RunReading.None, _runs.Subject!.Latest!.Reading);

        _runs.Apply(RunLifecycle.End(run, _runs.Subject!, RunCommand.Complete, failureType: null, epoch: 1, RunBuilder.Plan, RunBuilder.Actor, _runs.Now));
        Assert.Equal(reading, _runs.Subject!.Latest!.Reading);
    }

    [Fact]
    public void A_successful_run_appends_four_step_records_in_order()
    {
        _runs.In(RunState.Completed);
        Assert.Equal(
            ["EXTRACTION Running 1", "EXTRACTION Succeeded 1", "INTERPRETATION Running 1", "INTERPRETATION Succeeded 1"],
            _runs.Artifacts.Select(artifact => $"{artifact.Step!.StepName} {artifact.Step.Status} {artifact.Step.Attempt}"));
        Assert.Equal([0, 1, 2, 3], _runs.Artifacts.Select(artifact => artifact.Sequence));
    }

    [Fact]
    public void Beginning_the_open_attempt_again_only_renews_the_lease()
    {
        var run = _runs.With(_runs.Running(), "EXTRACTION");
        _runs.Now += TimeSpan.FromSeconds(3);

        var again = StepLifecycle.Begin(run, "EXTRACTION", 1, RunBuilder.Writer(), _runs.Now).Decision!;

        Assert.Empty(again.Artifacts);
        Assert.Empty(again.Events);
        Assert.Equal(run.OpenStep, again.Run.OpenStep);
        Assert.Equal(_runs.Now + RunBuilder.Lease, again.Run.Lease!.ExpiresAt);
    }

    [Fact]
    public void Another_worker_that_begins_the_open_attempt_takes_it_over_as_it_is()
    {
        var run = _runs.With(_runs.Running(), "EXTRACTION");
        _runs.Now += TimeSpan.FromSeconds(3);

        var taken = StepLifecycle.Begin(run, "EXTRACTION", 1, RunBuilder.Writer(owner: "worker-b"), _runs.Now).Decision!;

        Assert.Empty(taken.Artifacts);
        Assert.Equal(run.OpenStep! with { TakenOverAt = _runs.Now }, taken.Run.OpenStep);
        Assert.Equal("worker-b", taken.Run.Lease!.Owner);
        Assert.Equal(
            [(RunEventTypes.WorkerDied, "worker-a", run.EventCount), (RunEventTypes.StepTakenOver, "worker-b", run.EventCount + 1)],
            taken.Events.Select(happened => (happened.Type, happened.Actor!.Value.Name, happened.Sequence!.Value)));
    }

    [Fact]
    public void A_second_attempt_follows_a_failed_first_and_is_announced_as_a_retry()
    {
        var run = _runs.With(_runs.Running(), "EXTRACTION", begun => StepLifecycle.Fail(begun, "EXTRACTION", RunBuilder.TechnicalFailure, RunBuilder.Writer(), _runs.Now));

        run = _runs.With(run, "EXTRACTION");

        Assert.Equal(2, run.OpenStep!.Attempt);
        Assert.Equal([RunEventTypes.StepRetried, RunEventTypes.StepStarted], _runs.Events[^2..]);
    }

    [Theory]
    [InlineData("INTERPRETATION", 1)] // another step is open
    [InlineData("EXTRACTION", 2)] // the first attempt has not ended
    public void A_step_cannot_begin_while_another_attempt_is_open(string step, int attempt)
    {
        var run = _runs.With(_runs.Running(), "EXTRACTION");
        Assert.Equal(RunRefusal.StepOutOfOrder, StepLifecycle.Begin(run, step, attempt, RunBuilder.Writer(), _runs.Now).Refusal);
    }

    [Theory]
    [InlineData(1)] // it succeeded
    [InlineData(3)] // attempts are not skipped
    public void A_step_that_succeeded_does_not_begin_again(int attempt)
    {
        var run = _runs.Succeeded(_runs.Running(), "EXTRACTION");
        Assert.Equal(RunRefusal.StepOutOfOrder, StepLifecycle.Begin(run, "EXTRACTION", attempt, RunBuilder.Writer(), _runs.Now).Refusal);
    }

    [Fact]
    public void What_a_step_produced_is_claimed_together_with_its_success()
    {
        var blob = new BlobReference("acme/documents/d/runs/r/raw-text.txt", "aa", 12, "text/plain");
        var run = _runs.With(
            _runs.Running(), "EXTRACTION", begun => StepLifecycle.Succeed(begun, "EXTRACTION", [new ProducedArtifact("RAW_TEXT", blob)], RunBuilder.Writer(), _runs.Now));

        Assert.Equal(blob, run.Outputs["RAW_TEXT"]);
        Assert.Equal(["STEP_STATUS", "RAW_TEXT", "STEP_STATUS"], _runs.Artifacts.Select(artifact => artifact.Type));
        Assert.Equal([0, 1, 2], _runs.Artifacts.Select(artifact => artifact.Sequence));
        Assert.Equal(3, run.ArtifactCount);
    }

    [Theory]
    [InlineData(RunState.Completed)]
    [InlineData(RunState.Failed)]
    [InlineData(RunState.TimedOut)]
    [InlineData(RunState.Cancelled)]
    [InlineData(RunState.Queued)]
    public void A_run_that_is_not_running_takes_no_step(RunState state)
    {
        var run = _runs.In(state);
        Assert.Equal(RunRefusal.IllegalTransition, StepLifecycle.Begin(run, "EXTRACTION", 1, RunBuilder.Writer(), _runs.Now).Refusal);
        Assert.Equal(RunRefusal.IllegalTransition, StepLifecycle.Succeed(run, "EXTRACTION", [], RunBuilder.Writer(), _runs.Now).Refusal);
        Assert.Equal(RunRefusal.IllegalTransition, StepLifecycle.Fail(run, "EXTRACTION", RunBuilder.TechnicalFailure, RunBuilder.Writer(), _runs.Now).Refusal);
    }
}

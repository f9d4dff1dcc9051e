using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

public sealed class CancelTests
{
    private static readonly UserId Somebody = UserId.Parse("somebody");

    private readonly RunBuilder _runs = new();

    [Fact]
    public void A_queued_run_is_cancelled_at_once_and_leaves_the_queue()
    {
        var run = Cancelled(_runs.Queued());

        Assert.Equal(RunState.Cancelled, run.State);
        Assert.Equal(new CancelRequest(Somebody, _runs.Now), run.CancelRequest);
        Assert.Empty(_runs.Subject!.Queue);
        Assert.Equal([RunEventTypes.RunCreated, RunEventTypes.RunCancelled], _runs.Events);
    }

    [Fact]
    public void A_running_run_is_asked_and_keeps_its_slot_until_it_has_stopped()
    {
        var run = Cancelled(_runs.Running());

        Assert.Equal(RunState.Running, run.State);
        Assert.Equal(run.Id, _runs.Subject!.RunningRunId);
        Assert.Equal(RunEventTypes.RunCancelRequested, _runs.Events[^1]);
    }

    [Theory]
    [InlineData(RunState.Queued)]
    [InlineData(RunState.Running)]
    public void Asking_again_changes_nothing(RunState state)
    {
        var run = Cancelled(_runs.In(state));
        Assert.Equal(RunRefusal.CancelRequested, RunLifecycle.Cancel(run, _runs.Subject!, Somebody, RunBuilder.Plan, _runs.Now).Refusal);
    }

    [Theory]
    [InlineData(RunState.Completed)]
    [InlineData(RunState.Failed)]
    [InlineData(RunState.TimedOut)]
    public void A_run_that_has_ended_cannot_be_cancelled(RunState state) => Assert.Equal(
        RunRefusal.IllegalTransition, RunLifecycle.Cancel(_runs.In(state), _runs.Subject!, Somebody, RunBuilder.Plan, _runs.Now).Refusal);

    [Fact]
    public void A_run_that_is_to_stop_begins_no_step_not_even_an_open_one_again()
    {
        var asked = Cancelled(_runs.Running());
        Assert.Equal(RunRefusal.CancelRequested, StepLifecycle.Begin(asked, "EXTRACTION", 1, RunBuilder.Writer(), _runs.Now).Refusal);

        var open = _runs.With(asked with { CancelRequest = null }, "EXTRACTION");
        Assert.Equal(RunRefusal.CancelRequested, StepLifecycle.Begin(Cancelled(open), "EXTRACTION", 1, RunBuilder.Writer(), _runs.Now).Refusal);
    }

    [Theory]
    [InlineData(RunCommand.Complete, null)]
    [InlineData(RunCommand.Fail, "EXTRACTION_FAILED")]
    [InlineData(RunCommand.Fail, RunLifecycle.ProcessTerminated)]
    [InlineData(RunCommand.TimeOut, null)]
    [InlineData(RunCommand.Cancel, null)]
    public void However_a_run_that_is_to_stop_ends_it_is_cancelled(RunCommand command, string? failureType)
    {
        var ended = _runs.End(Cancelled(_runs.With(_runs.Running(), "EXTRACTION")), command, failureType);

        Assert.Equal(RunState.Cancelled, ended.State);
        Assert.Null(ended.FailureType);
        Assert.Null(ended.Failure);
        Assert.Null(_runs.Subject!.RunningRunId);
        Assert.Equal("CANCELLED", _runs.Artifacts[^1].Step!.Details![StepLifecycle.ClosedByDetail]);
        Assert.Equal(RunEventTypes.RunCancelled, _runs.Events[^1]);
    }

    private Run Cancelled(Run run) => _runs.Apply(RunLifecycle.Cancel(run, _runs.Subject!, Somebody, RunBuilder.Plan, _runs.Now));
}

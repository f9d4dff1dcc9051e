using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

public sealed class WorkerDeathTests
{
    private readonly RunBuilder _runs = new();

    [Fact]
    public void Every_worker_that_leaves_a_step_open_counts()
    {
        var run = _runs.With(_runs.Running(), "EXTRACTION");
        Assert.Null(run.Deaths);

        run = Begun(run, "worker-b");
        Assert.Equal(new WorkerDeaths("EXTRACTION", 1), run.Deaths);
        run = Begun(run, "worker-b");
        Assert.Equal(new WorkerDeaths("EXTRACTION", 1), run.Deaths);
        run = Begun(run, "worker-c");
        Assert.Equal(new WorkerDeaths("EXTRACTION", 2), run.Deaths);
    }

    [Fact]
    public void A_worker_whose_run_is_taken_over_counts_and_is_remembered_by_the_next_attempt()
    {
        var run = _runs.With(_runs.Running(), "EXTRACTION");
        run = _runs.Apply(RunLifecycle.Resume(run, "worker-b", RunBuilder.Lease, RunBuilder.Plan, _runs.Now));
        Assert.Equal(new WorkerDeaths("EXTRACTION", 1), run.Deaths);

        run = Begun(run, "worker-b", epoch: 2);
        Assert.Equal(new WorkerDeaths("EXTRACTION", 1), run.Deaths);
        run = Begun(run, "worker-c", epoch: 2);
        Assert.Equal(new WorkerDeaths("EXTRACTION", 2), run.Deaths);
    }

    [Fact]
    public void A_worker_that_gave_its_lease_back_did_not_die()
    {
        var run = _runs.With(_runs.Running(), "EXTRACTION");
        run = run with { Lease = run.Lease! with { Owner = "" } };

        Assert.Null(Begun(run, "worker-b").Deaths);
        Assert.Null(WorkerDeaths.After(run));
    }

    [Fact]
    public void A_worker_that_dies_between_steps_harms_no_step() =>
        Assert.Null(WorkerDeaths.After(_runs.Succeeded(_runs.Running(), "EXTRACTION")));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_step_that_ends_by_itself_forgets_who_died(bool succeeds)
    {
        var run = Begun(_runs.With(_runs.Running(), "EXTRACTION"), "worker-b");
        var writer = RunBuilder.Writer(owner: "worker-b");
        run = _runs.Apply(succeeds
            ? StepLifecycle.Succeed(run, "EXTRACTION", [], writer, _runs.Now)
            : StepLifecycle.Fail(run, "EXTRACTION", RunBuilder.TechnicalFailure, writer, _runs.Now));
        Assert.Null(run.Deaths);
    }

    [Fact]
    public void A_run_in_quarantine_has_failed_in_the_step_that_killed_its_workers()
    {
        var run = _runs.End(Begun(_runs.With(_runs.Running(), "EXTRACTION"), "worker-b"), RunCommand.Fail, RunLifecycle.Quarantined);

        Assert.Equal((RunState.Failed, "QUARANTINED"), (run.State, run.FailureType));
        Assert.Equal(new RunFailure("EXTRACTION", "QUARANTINED", null), run.Failure);
        Assert.Equal(RunEventTypes.RunQuarantined, _runs.Events[^1]);
    }

    private Run Begun(Run run, string owner, int epoch = 1) => _runs.Apply(StepLifecycle.Begin(
        run, "EXTRACTION", run.OpenStep?.Attempt ?? run.NextAttempt("EXTRACTION"), RunBuilder.Writer(epoch, owner), _runs.Now));
}

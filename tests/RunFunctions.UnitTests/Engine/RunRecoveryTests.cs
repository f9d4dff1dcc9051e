using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

/// <summary>When recovery acts on a RUNNING run, and how. At noon it began a step; its process keeps the lease for as long as a test says.</summary>
public sealed class RunRecoveryTests
{
    private static readonly DateTimeOffset Noon = RunBuilder.Noon;

    private readonly RunBuilder _runs = new();

    [Theory]
    [InlineData(OrchestrationState.Terminated, "ORCHESTRATION_TERMINATED")]
    [InlineData(OrchestrationState.Missing, "PROCESS_TERMINATED")]
    [InlineData(OrchestrationState.Ended, "PROCESS_TERMINATED")]
    public void Without_an_orchestration_a_run_ends_ten_seconds_after_its_last_change_however_often_its_lease_is_renewed(
        OrchestrationState orchestration, string failureType)
    {
        var run = Kept(Working(), 9);
        Assert.Equal(default, Verdict(run, orchestration, 9.9));
        Assert.Equal(new RecoveryVerdict(RunCommand.Fail, failureType), Verdict(run, orchestration, 10));
    }

    [Fact]
    public void A_run_that_was_asked_to_stop_and_has_no_orchestration_is_ended_one_heartbeat_later()
    {
        var run = Cancelled(Kept(Working(), 58), 60);
        Assert.Equal(default, Verdict(run, OrchestrationState.Terminated, 64.9));
        Assert.Equal(RunCommand.Fail, Verdict(run, OrchestrationState.Terminated, 65).Command);
        Assert.Equal(RunCommand.TimeOut, Verdict(run, OrchestrationState.Suspended, 65).Command);
    }

    [Theory]
    [InlineData(RecoveryPolicy.Fail, true)]
    [InlineData(RecoveryPolicy.Resume, true)]
    [InlineData(RecoveryPolicy.Resume, false)]
    public void What_somebody_terminated_is_ended_whatever_the_policy_and_whether_or_not_its_process_lives(RecoveryPolicy policy, bool lives)
    {
        var run = lives ? Kept(Working(), 18) : Working();
        Assert.Equal(
            new RecoveryVerdict(RunCommand.Fail, "ORCHESTRATION_TERMINATED"),
            Verdict(run, OrchestrationState.Terminated, 20, new RunSettings { RecoveryPolicy = policy }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_suspended_run_waits_until_its_time_is_over_whether_or_not_its_process_lives(bool lives)
    {
        var run = lives ? Kept(Working(), 118) : Working();
        Assert.Equal(default, Verdict(run, OrchestrationState.Suspended, 119.9));
        Assert.Equal(new RecoveryVerdict(RunCommand.TimeOut), Verdict(run, OrchestrationState.Suspended, 120));
    }

    [Fact]
    public void A_run_that_goes_on_is_left_alone_until_its_lease_expires()
    {
        var run = Working();
        Assert.Equal(default, Verdict(run, OrchestrationState.Active, 14.9));
        Assert.Equal(new RecoveryVerdict(RunCommand.Fail, "PROCESS_TERMINATED"), Verdict(run, OrchestrationState.Active, 15));
        Assert.Equal(default, Verdict(run, OrchestrationState.Active, 15, new RunSettings { RecoveryPolicy = RecoveryPolicy.Resume }));
        Assert.Equal(default, Verdict(Kept(run, 119), OrchestrationState.Active, 129));
    }

    [Theory]
    [InlineData(20, RunCommand.Resume, null)]
    [InlineData(120, RunCommand.Fail, "PROCESS_TERMINATED")]
    public void With_policy_resume_an_orphan_is_taken_over_while_it_has_time(int seconds, RunCommand command, string? failureType) =>
        Assert.Equal(
            new RecoveryVerdict(command, failureType),
            Verdict(Working(), OrchestrationState.Missing, seconds, new RunSettings { RecoveryPolicy = RecoveryPolicy.Resume }));

    [Fact]
    public void The_third_worker_that_died_in_a_step_is_the_last_one_and_one_that_lives_does_not_count()
    {
        var run = Working() with { Deaths = new WorkerDeaths("EXTRACTION", 2) };
        Assert.Equal(RunLifecycle.Quarantined, Verdict(run, OrchestrationState.Missing, 20).FailureType);
        Assert.Equal(RunLifecycle.ProcessTerminated, Verdict(Kept(run, 18), OrchestrationState.Missing, 20).FailureType);
    }

    [Fact]
    public void A_run_that_has_ended_is_nobody_to_recover() =>
        Assert.Equal(default, Verdict(_runs.In(RunState.Completed), OrchestrationState.Terminated, 60));

    private Run Working() => _runs.With(_runs.Running(), "EXTRACTION");

    // Heartbeats up to then.
    private Run Kept(Run run, int seconds)
    {
        for (var at = 5; at <= seconds; at += 5)
        {
            run = _runs.Apply(RunLifecycle.Renew(run, "worker-a", 1, RunBuilder.Lease, Noon.AddSeconds(at)));
        }

        return run;
    }

    private Run Cancelled(Run run, int seconds) =>
        _runs.Apply(RunLifecycle.Cancel(run, _runs.Subject!, UserId.Parse("somebody"), RunBuilder.Plan, Noon.AddSeconds(seconds)));

    private static RecoveryVerdict Verdict(Run run, OrchestrationState orchestration, double seconds, RunSettings? settings = null) =>
        RunRecovery.Of(run, orchestration, settings ?? new RunSettings(), Noon.AddSeconds(seconds));
}

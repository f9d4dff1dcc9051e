using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Infrastructure.Telemetry;
using RunFunctions.UnitTests.Engine;

namespace RunFunctions.UnitTests.Infrastructure.Telemetry;

public sealed class RunMetricsTests : IDisposable
{
    private readonly TestMeters _meters = new();
    private readonly RunBuilder _runs = new();
    private readonly RunMetrics _metrics;

    public RunMetricsTests() => _metrics = new RunMetrics(_meters);

    public void Dispose() => _meters.Dispose();

    [Fact]
    public void A_run_that_fails_is_counted_and_timed_from_its_queue_to_its_end()
    {
        var run = Apply(RunLifecycle.Queue(RunBuilder.Origin, RunBuilder.NewId(1), RunBuilder.Key, null, _runs.Now, _runs.Now));
        _runs.Now += TimeSpan.FromSeconds(3);
        run = Apply(RunLifecycle.Start(run, _runs.Subject!, "worker-a", RunBuilder.Lease, _runs.Now));
        run = Apply(StepLifecycle.Begin(run, "EXTRACTION", 1, RunBuilder.Writer(), _runs.Now));
        _runs.Now += TimeSpan.FromSeconds(2);
        run = Apply(StepLifecycle.Fail(run, "EXTRACTION", RunBuilder.TechnicalFailure, RunBuilder.Writer(), _runs.Now));
        _runs.Now += TimeSpan.FromSeconds(1);
        Apply(RunLifecycle.End(run, _runs.Subject!, RunCommand.Fail, "EXTRACTION_FAILED", 1, RunBuilder.Plan, RunBuilder.Actor, _runs.Now));

        Assert.Equal(
            [
                new("runfunctions.runs.created", 1, "kind=document"),
                new("runfunctions.run.queue_wait", 3, "kind=document"),
                new("runfunctions.step.failures", 1, $"error_code={RunBuilder.TechnicalFailure.ErrorCode} kind=document step=EXTRACTION"),
                new("runfunctions.step.duration", 2, "kind=document status=FAILED step=EXTRACTION"),
                new("runfunctions.run.duration", 3, "kind=document state=FAILED"),
                new("runfunctions.runs.ended", 1, "error_code=EXTRACTION_FAILED kind=document state=FAILED"),
            ],
            _meters.Measured);
    }

    [Theory]
    [InlineData(RunCommand.Complete, null)]
    [InlineData(RunCommand.Fail, "EXTRACTION_FAILED")]
    [InlineData(RunCommand.Fail, RunLifecycle.ProcessTerminated)]
    [InlineData(RunCommand.Fail, RunLifecycle.Quarantined)]
    [InlineData(RunCommand.TimeOut, null)]
    [InlineData(RunCommand.Cancel, null)]
    public void Every_ending_is_counted_under_its_state(RunCommand command, string? failureType)
    {
        var run = _runs.Succeeded(_runs.Succeeded(_runs.Running(), "EXTRACTION"), "INTERPRETATION");
        run = Apply(RunLifecycle.End(run, _runs.Subject!, command, failureType, 1, RunBuilder.Plan, RunBuilder.Actor, _runs.Now));

        var state = RunMetrics.EndStates.Values.Distinct().Single(name => name.Replace("_", "", StringComparison.Ordinal).Equals($"{run.State}", StringComparison.OrdinalIgnoreCase));
        Assert.Equal($"error_code={failureType} kind=document state={state}", _meters.Measured.Single(measured => measured.Instrument == "runfunctions.runs.ended").Tags);
    }

    [Fact]
    public void Recovery_counts_what_it_repaired()
    {
        _metrics.Record(new RecoveryReport(Seen: 9, Scheduled: 2, Signalled: 0, Failed: 1, Resumed: 0, Finished: 0, Dropped: 0));

        Assert.Equal(
            [new("runfunctions.recovery.repairs", 2, "repair=scheduled"), new("runfunctions.recovery.repairs", 1, "repair=failed")], _meters.Measured);
    }

    private Run Apply(RunOutcome outcome)
    {
        Assert.All(outcome.Decision!.Events, _metrics.Record);
        return _runs.Apply(outcome);
    }
}

using System.Reflection;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.TestSupport;
using RunFunctions.UnitTests.Architecture;

namespace RunFunctions.UnitTests.Engine;

/// <summary>Scripted situations, most of them stuck, and why.</summary>
public sealed class RunDiagnosisTests
{
    private static readonly DateTimeOffset Noon = RunBuilder.Noon;
    private static readonly UserId Somebody = UserId.Parse("somebody");
    private static readonly RunId Other = RunBuilder.NewId(99);

    // At noon, unless the name says otherwise. Recovery ran a second ago, unless told otherwise.
    private static readonly Dictionary<string, (Func<RunBuilder, RunSituation> Situation, string Code, string Sentence)> Scripts = new(StringComparer.Ordinal)
    {
        ["another run has the slot"] = (runs => Of(runs, Second(runs)), "WAITING_FOR_SLOT", $"It waits for run {RunBuilder.NewId(1)}, which is RUNNING for the same subject."),
        ["one older run waits behind a running one"] = (runs => Of(runs, Third(runs)), "WAITING_BEHIND_OLDER_RUNS", "1 older run waits before it for the same subject."),
        ["two older runs wait"] = (runs => Of(runs, Then(runs.Queued(), runs.Queued(), runs.Queued())), "WAITING_BEHIND_OLDER_RUNS", "2 older runs wait before it for the same subject."),
        ["queued and never scheduled"] = (
            runs => Of(runs, runs.Queued()) with { Orchestration = OrchestrationState.Missing },
            "NOT_SCHEDULED",
            "It is queued but was not scheduled yet. Recovery looks after it by 2026-03-01T12:00:20Z."),
        ["queued and never scheduled, and no host runs timers"] = (
            runs => Of(runs, runs.Queued()) with { Orchestration = OrchestrationState.Missing, RecoveredAt = Noon.AddSeconds(-61) },
            "RECOVERY_NOT_RUNNING",
            "It is queued but was not scheduled yet. Recovery would repair it but has not run since 2026-03-01T11:58:59Z: the host runs no timers."),
        ["queued and never scheduled, and recovery never ran"] = (
            runs => Of(runs, runs.Queued()) with { Orchestration = OrchestrationState.Missing, RecoveredAt = null },
            "RECOVERY_NOT_RUNNING",
            "It is queued but was not scheduled yet. Recovery would repair it but has never run: the host runs no timers."),
        ["queued with a suspended orchestration"] = (
            runs => Of(runs, runs.Queued()) with { Orchestration = OrchestrationState.Suspended },
            "ORCHESTRATION_SUSPENDED",
            "Somebody suspended its orchestration; it goes on when it is resumed."),
        ["queued with a terminated orchestration"] = (
            runs => Of(runs, runs.Queued()) with { Orchestration = OrchestrationState.Terminated },
            "ORCHESTRATION_TERMINATED",
            "Somebody terminated its orchestration. Recovery looks after it by 2026-03-01T12:00:20Z."),
        ["queued under a limit"] = (
            runs => Of(runs, runs.Queued()) with { Limit = "kind:document" }, "WAITING_FOR_LIMIT", "It waits for a place under the limit kind:document."),
        ["queued and free to start"] = (runs => Of(runs, runs.Queued()), "STARTING", "It is about to start: nothing keeps it."),
        ["running before its first step"] = (runs => Of(runs, runs.Running()), "BETWEEN_STEPS", "It is about to begin step EXTRACTION."),
        ["working"] = (
            runs => Of(runs, runs.With(runs.Running(), "EXTRACTION"), 3),
            "WORKING",
            "Worker worker-a works on step EXTRACTION since 2026-03-01T12:00:00Z (attempt 1 of 2)."),
        ["working on a step whose first worker died"] = (
            runs => Of(runs, TakenOver(runs, 20), 23),
            "WORKING",
            "Worker worker-b works on step EXTRACTION since 2026-03-01T12:00:20Z (attempt 1 of 2)."),
        ["after a failed attempt"] = (
            runs => Of(runs, runs.With(runs.Running(), "EXTRACTION", begun => StepLifecycle.Fail(begun, "EXTRACTION", RunBuilder.TechnicalFailure, RunBuilder.Writer(), Noon))),
            "RETRYING",
            "Step EXTRACTION failed and is tried again at once (attempt 2 of 2)."),
        ["between two steps"] = (runs => Of(runs, runs.Succeeded(runs.Running(), "EXTRACTION")), "BETWEEN_STEPS", "It is about to begin step INTERPRETATION."),
        ["every step done"] = (
            runs => Of(runs, runs.Succeeded(runs.Succeeded(runs.Running(), "EXTRACTION"), "INTERPRETATION")), "BETWEEN_STEPS", "Every step succeeded; it is about to be COMPLETED."),
        ["asked to stop"] = (
            runs => Of(runs, Cancelled(runs, runs.With(runs.Running(), "EXTRACTION"))),
            "CANCEL_REQUESTED",
            "User somebody asked it to stop at 2026-03-01T12:00:00Z; it stops at its next check."),
        ["a worker that was not heard of for 12 s"] = (
            runs => Of(runs, runs.With(runs.Running(), "EXTRACTION"), 12),
            "LEASE_HELD",
            "Worker worker-a has not been heard of since 2026-03-01T12:00:00Z; it holds the lease until 2026-03-01T12:00:15Z."),
        ["a worker whose lease expired"] = (
            runs => Of(runs, runs.With(runs.Running(), "EXTRACTION"), 16),
            "LEASE_EXPIRED",
            "Worker worker-a has not been heard of; its lease expired at 2026-03-01T12:00:15Z. Recovery looks after it by 2026-03-01T12:00:26Z."),
        ["a worker whose lease expired, and no host runs timers"] = (
            runs => Of(runs, runs.With(runs.Running(), "EXTRACTION"), 90) with { RecoveredAt = Noon },
            "RECOVERY_NOT_RUNNING",
            "Worker worker-a has not been heard of; its lease expired at 2026-03-01T12:00:15Z. Recovery would repair it but has not run since 2026-03-01T12:00:00Z: the host runs no timers."),
        ["asked to stop, and its worker died"] = (
            runs => Of(runs, Cancelled(runs, runs.With(runs.Running(), "EXTRACTION")), 16),
            "LEASE_EXPIRED",
            "Worker worker-a has not been heard of; its lease expired at 2026-03-01T12:00:15Z. Recovery looks after it by 2026-03-01T12:00:26Z."),
        ["a lease that was given back"] = (
            runs => Of(runs, runs.Apply(RunLifecycle.Release(runs.With(runs.Running(), "EXTRACTION"), "worker-a", Noon)), 16),
            "LEASE_RELEASED",
            "Its worker stopped in order; it goes on as soon as another one takes it."),
        ["an orchestration that is gone"] = (
            runs => Of(runs, runs.With(runs.Running(), "EXTRACTION"), 1) with { Orchestration = OrchestrationState.Missing },
            "ORCHESTRATION_GONE",
            "It has no orchestration any more. Recovery looks after it by 2026-03-01T12:00:20Z."),
        ["an orchestration that ended without ending its run"] = (
            runs => Of(runs, runs.Running(), 60) with { Orchestration = OrchestrationState.Ended },
            "ORCHESTRATION_GONE",
            "It has no orchestration any more. Recovery looks after it by 2026-03-01T12:01:10Z."),
        ["an orchestration that was terminated"] = (
            runs => Of(runs, runs.Running()) with { Orchestration = OrchestrationState.Terminated },
            "ORCHESTRATION_TERMINATED",
            "Somebody terminated its orchestration. Recovery looks after it by 2026-03-01T12:00:20Z."),
        ["an orchestration that was terminated, and a process that keeps the lease"] = (
            runs => Of(runs, Renewed(runs, 55), 58) with { Orchestration = OrchestrationState.Terminated },
            "ORCHESTRATION_TERMINATED",
            "Somebody terminated its orchestration. Recovery looks after it by 2026-03-01T12:01:08Z."),
        ["asked to stop after its orchestration was terminated"] = (
            runs => Of(runs, Cancelled(runs, runs.Running())) with { Orchestration = OrchestrationState.Terminated },
            "ORCHESTRATION_TERMINATED",
            "Somebody terminated its orchestration. Recovery looks after it by 2026-03-01T12:00:20Z."),
        ["an orchestration that was suspended"] = (
            runs => Of(runs, runs.Running()) with { Orchestration = OrchestrationState.Suspended },
            "ORCHESTRATION_SUSPENDED",
            "Somebody suspended its orchestration; it goes on when it is resumed, and is TIMED_OUT at 2026-03-01T12:02:00Z if it is not."),
        ["asked to stop while its orchestration is suspended"] = (
            runs => Of(runs, Cancelled(runs, runs.Running()), 12) with { Orchestration = OrchestrationState.Suspended },
            "ORCHESTRATION_SUSPENDED",
            "Somebody suspended its orchestration, and user somebody asked it to stop at 2026-03-01T12:00:00Z. Recovery looks after it by 2026-03-01T12:00:22Z."),
        ["out of time while its orchestration is suspended"] = (
            runs => Of(runs, Renewed(runs, 115), 121) with { Orchestration = OrchestrationState.Suspended },
            "OUT_OF_TIME",
            "Its time was over at 2026-03-01T12:02:00Z, while its orchestration was suspended; it is about to be TIMED_OUT. Recovery looks after it by 2026-03-01T12:02:11Z."),
        ["out of time"] = (runs => Of(runs, Renewed(runs, 115), 121), "OUT_OF_TIME", "Its time was over at 2026-03-01T12:02:00Z; it is about to be TIMED_OUT."),
        ["completed"] = (runs => Of(runs, runs.In(RunState.Completed)), "COMPLETED", "Every step succeeded."),
        ["failed in a step"] = (runs => Of(runs, FailedIn(runs)), "FAILED", "It failed in step EXTRACTION with EXTRACTION_FAILED (Unreadable)."),
        ["failed in no step"] = (runs => Of(runs, runs.In(RunState.Failed)), "FAILED", "It failed with EXTRACTION_FAILED."),
        ["timed out in a step"] = (
            runs => Of(runs, runs.End(runs.With(runs.Running(), "EXTRACTION"), RunCommand.TimeOut)), "TIMED_OUT", "Its time ran out in step EXTRACTION."),
        ["cancelled while it waited"] = (runs => Of(runs, Cancelled(runs, runs.Queued())), "CANCELLED", "User somebody cancelled it."),
        ["cancelled while it worked"] = (runs => Of(runs, runs.End(Cancelled(runs, runs.Running()), RunCommand.Complete)), "CANCELLED", "User somebody cancelled it."),
        ["its process died"] = (
            runs => Of(runs, runs.End(runs.With(runs.Running(), "EXTRACTION"), RunCommand.Fail, RunLifecycle.ProcessTerminated)),
            "PROCESS_TERMINATED",
            "Its worker died in step EXTRACTION, or its orchestration was removed, and nothing went on with it."),
        ["its orchestration was terminated, and it ended"] = (
            runs => Of(runs, runs.End(runs.With(runs.Running(), "EXTRACTION"), RunCommand.Fail, RunLifecycle.OrchestrationTerminated)),
            "ORCHESTRATION_TERMINATED",
            "Somebody terminated its orchestration, so nothing went on with it."),
        ["in quarantine"] = (
            runs => Of(runs, runs.End(runs.With(runs.Running(), "EXTRACTION") with { Deaths = new WorkerDeaths("EXTRACTION", 3) }, RunCommand.Fail, RunLifecycle.Quarantined)),
            "QUARANTINED",
            "3 workers died in step EXTRACTION; it was put aside so that no other one does."),
        ["failed and repeated"] = (
            runs => Of(runs, FailedIn(runs) with { SupersededBy = Other }),
            "SUPERSEDED",
            $"It failed in step EXTRACTION with EXTRACTION_FAILED (Unreadable). Run {Other} repeats it."),
    };

    public static TheoryData<string> Situations => [.. Scripts.Keys];

    private static IReadOnlyList<string> Codes { get; } =
        [.. typeof(DiagnosisCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Situations))]
    public void Why(string situation)
    {
        var (make, code, sentence) = Scripts[situation];
        var diagnosis = RunDiagnosis.Of(make(new RunBuilder()));
        Assert.Equal((code, sentence), (diagnosis.Code, diagnosis.Sentence));
    }

    [Fact]
    public void A_waiting_run_names_the_run_that_it_waits_for_and_how_many_are_ahead()
    {
        var runs = new RunBuilder();
        var diagnosis = RunDiagnosis.Of(Of(runs, Third(runs)));
        Assert.Equal(RunBuilder.NewId(1), diagnosis.RelatedRun);
        Assert.Equal("1", diagnosis.Details!["runs_ahead"]);
        Assert.Equal(runs.Runs[RunBuilder.NewId(3)].CreatedAt, diagnosis.Since);
    }

    [Fact]
    public void When_recovery_is_silent_the_cause_is_still_named()
    {
        var runs = new RunBuilder();
        var diagnosis = RunDiagnosis.Of(Of(runs, runs.Running(), 20) with { RecoveredAt = null });
        Assert.Equal(DiagnosisCodes.LeaseExpired, diagnosis.Details!["cause"]);
        Assert.Null(diagnosis.NextAt);
    }

    [Fact]
    public void Of_a_suspended_run_the_next_thing_that_happens_is_the_end_of_its_time()
    {
        var runs = new RunBuilder();
        var diagnosis = RunDiagnosis.Of(Of(runs, Renewed(runs, 30), 31) with { Orchestration = OrchestrationState.Suspended });
        Assert.Equal(Noon.AddMinutes(2), diagnosis.NextAt);
    }

    [Fact]
    public void Every_code_has_a_situation() =>
        Assert.Equal(Codes.Order(StringComparer.Ordinal), Scripts.Values.Select(script => script.Code).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_code_is_documented_and_no_other() =>
        Assert.Equal(Codes, MarkdownTable.In(Repository.Read("docs/watching-runs.md").Text).Single(table => table.Columns.Contains("code")).Column("code"));

    private static RunSituation Of(RunBuilder runs, Run run, double seconds = 0)
    {
        var now = Noon.AddSeconds(seconds);
        return new RunSituation(run, runs.Subject, OrchestrationState.Active, now.AddSeconds(-1), RunBuilder.Plan, new RunSettings(), now);
    }

    private static Run Second(RunBuilder runs) => Then(runs.Running(), runs.Queued());

    private static Run Third(RunBuilder runs) => Then(Second(runs), runs.Queued());

    private static Run Cancelled(RunBuilder runs, Run run) => runs.Apply(RunLifecycle.Cancel(run, runs.Subject!, Somebody, RunBuilder.Plan, Noon));

    private static Run Renewed(RunBuilder runs, int seconds) =>
        runs.Apply(RunLifecycle.Renew(runs.Running(), "worker-a", 1, RunBuilder.Lease, Noon.AddSeconds(seconds)));

    private static Run TakenOver(RunBuilder runs, int seconds) =>
        runs.Apply(StepLifecycle.Begin(runs.With(runs.Running(), "EXTRACTION"), "EXTRACTION", 1, RunBuilder.Writer(owner: "worker-b"), Noon.AddSeconds(seconds)));

    private static Run FailedIn(RunBuilder runs)
    {
        var failure = new StepWork.Failed(
            "EXTRACTION_FAILED", "EXTRACTION_FAILED", Retryable: false, new Dictionary<string, string> { [StepWork.Failed.ReasonDetail] = "Unreadable" });
        var failed = runs.With(runs.Running(), "EXTRACTION", begun => StepLifecycle.Fail(begun, "EXTRACTION", failure, RunBuilder.Writer(), Noon));
        return runs.End(failed, RunCommand.Fail, "EXTRACTION_FAILED");
    }

    private static Run Then(params Run[] runs) => runs[^1];
}

using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

public sealed class RunTimelineTests
{
    private static readonly string[] Stretches =
        [RunTimeline.WaitedForSlot, RunTimeline.WaitedForStep, RunTimeline.WaitedForRetry, RunTimeline.WaitedForEnd, RunTimeline.StepAttempt];

    private readonly RunBuilder _runs = new();
    private readonly List<RunEvent> _events = [];
    private Run _run = null!;

    [Fact]
    public void A_completed_run_tells_what_it_waited_for_and_what_it_did()
    {
        Do(() => RunLifecycle.Queue(RunBuilder.Origin, RunBuilder.NewId(1), RunBuilder.Key, null, _runs.Now, _runs.Now), 0);
        Start(2);
        Begin("EXTRACTION", 1);
        Do(() => StepLifecycle.Fail(_run, "EXTRACTION", RunBuilder.TechnicalFailure, RunBuilder.Writer(), _runs.Now), 3);
        Begin("EXTRACTION", 1);
        Succeed("EXTRACTION", 4);
        Begin("INTERPRETATION", 0);
        Succeed("INTERPRETATION", 5);
        Do(() => RunLifecycle.End(_run, _runs.Subject!, RunCommand.Complete, null, 1, RunBuilder.Plan, RunBuilder.Actor, _runs.Now), 1);

        Assert.Equal(
            [
                "0 RUN_CREATED User:user",
                "0 WAITED_FOR_SLOT +2",
                "2 RUN_STARTED Worker:worker-a",
                "2 WAITED_FOR_STEP EXTRACTION/1 +1",
                "3 STEP_ATTEMPT EXTRACTION/1 Failed EXTRACTION_FAILED +3 Worker:worker-a",
                "6 WAITED_FOR_RETRY EXTRACTION/2 +1",
                "7 STEP_RETRIED EXTRACTION/2 Worker:worker-a",
                "7 STEP_ATTEMPT EXTRACTION/2 Succeeded +4 Worker:worker-a",
                "11 STEP_ATTEMPT INTERPRETATION/1 Succeeded +5 Worker:worker-a",
                "16 WAITED_FOR_END +1",
                "17 RUN_COMPLETED Worker:worker-a",
            ],
            Lines());
    }

    [Fact]
    public void A_step_that_works_has_no_duration_yet()
    {
        Do(() => RunLifecycle.Queue(RunBuilder.Origin, RunBuilder.NewId(1), RunBuilder.Key, null, _runs.Now, _runs.Now), 0);
        Assert.Equal(["0 RUN_CREATED User:user", "0 WAITED_FOR_SLOT"], Lines());

        Start(2);
        Begin("EXTRACTION", 0);
        Do(() => RunLifecycle.Cancel(_run, _runs.Subject!, UserId.Parse("somebody"), RunBuilder.Plan, _runs.Now), 1);
        Assert.Equal(["2 STEP_ATTEMPT EXTRACTION/1 Running Worker:worker-a", "3 RUN_CANCEL_REQUESTED User:somebody"], Lines()[^2..]);
    }

    [Fact]
    public void A_run_that_was_taken_over_says_so_between_its_attempts()
    {
        Do(() => RunLifecycle.Queue(RunBuilder.Origin, RunBuilder.NewId(1), RunBuilder.Key, null, _runs.Now, _runs.Now), 0);
        Start(0);
        Begin("EXTRACTION", 0);
        Do(() => RunLifecycle.Resume(_run, "worker-b", RunBuilder.Lease, RunBuilder.Plan, _runs.Now), 20);

        Assert.Equal(
            ["0 STEP_ATTEMPT EXTRACTION/1 Failed EXTRACTION_FAILED +20 Worker:worker-a", "20 RUN_RESUMED Recovery:worker-b", "20 WAITED_FOR_END"], Lines()[^3..]);
    }

    [Fact]
    public void A_step_that_changed_hands_says_who_died_and_who_goes_on_and_stays_one_attempt()
    {
        Do(() => RunLifecycle.Queue(RunBuilder.Origin, RunBuilder.NewId(1), RunBuilder.Key, null, _runs.Now, _runs.Now), 0);
        Start(0);
        Begin("EXTRACTION", 0);
        TakeOver("worker-b", 18);
        TakeOver("worker-b", 1);
        Do(() => RunLifecycle.Release(_run, "worker-b", _runs.Now), 1);
        TakeOver("worker-c", 4);
        Do(() => StepLifecycle.Succeed(_run, "EXTRACTION", [], RunBuilder.Writer(owner: "worker-c"), _runs.Now), 2);

        Assert.Equal(
            [
                "0 STEP_ATTEMPT EXTRACTION/1 Succeeded +26 Worker:worker-c",
                "18 WORKER_DIED EXTRACTION/1 Worker:worker-a",
                "18 STEP_TAKEN_OVER EXTRACTION/1 Worker:worker-b",
                "24 STEP_TAKEN_OVER EXTRACTION/1 Worker:worker-c",
                "26 WAITED_FOR_END",
            ],
            Lines()[^5..]);
    }

    [Fact]
    public void Whatever_happens_times_only_grow_and_durations_add_up_to_the_life_of_the_run()
    {
        var scripts = Gen.Choose(0, 6).Zip(Gen.Choose(0, 3)).ArrayOf(25).ToArbitrary();
        Prop.ForAll(scripts, script =>
        {
            var test = new RunTimelineTests();
            test.Do(() => RunLifecycle.Queue(RunBuilder.Origin, RunBuilder.NewId(1), RunBuilder.Key, null, test._runs.Now, test._runs.Now), 0);
            foreach (var (command, seconds) in script)
            {
                test.Act(command, seconds);
                var entries = RunTimeline.Of(test.History());
                Assert.Equal(entries.Select(entry => entry.At).Order(), entries.Select(entry => entry.At));
                Assert.All(entries, entry => Assert.True(entry.Duration is null || entry.Duration >= TimeSpan.Zero));
                Assert.True(entries.Count(entry => Stretches.Contains(entry.Type) && entry.Duration is null) <= 1);
                Assert.Equal(test._runs.Artifacts.Count(artifact => artifact.Step!.Status == StepStatus.Running), entries.Count(entry => entry.Type == RunTimeline.StepAttempt));
                if (test._run.CompletedAt is { } completed)
                {
                    Assert.Equal(
                        completed - test._run.CreatedAt, entries.Where(entry => Stretches.Contains(entry.Type)).Aggregate(TimeSpan.Zero, (sum, entry) => sum + entry.Duration!.Value));
                    Assert.Equal(completed, entries[^1].At);
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    private void Act(int command, int seconds)
    {
        _runs.Now += TimeSpan.FromSeconds(seconds);
        var (run, subject, now) = (_run, _runs.Subject!, _runs.Now);
        var writer = RunBuilder.Writer(run.Lease?.Epoch ?? 1);
        var step = run.SucceededSteps.Count == 0 ? "EXTRACTION" : "INTERPRETATION";
        var outcome = command switch
        {
            0 => RunLifecycle.Start(run, subject, "worker-a", RunBuilder.Lease, now),
            1 or 2 => StepLifecycle.Begin(run, step, run.NextAttempt(step), writer, now),
            3 => StepLifecycle.Succeed(run, step, [], writer, now),
            4 => StepLifecycle.Fail(run, step, RunBuilder.TechnicalFailure, writer, now),
            5 => RunLifecycle.Resume(run, "worker-b", RunBuilder.Lease, RunBuilder.Plan, now),
            _ => RunLifecycle.End(run, subject, seconds == 3 ? RunCommand.TimeOut : RunCommand.Complete, null, run.Lease?.Epoch, RunBuilder.Plan, RunBuilder.Actor, now),
        };
        if (outcome.Decision is not null)
        {
            Do(() => outcome, 0);
        }
    }

    private void Start(int seconds) => Do(() => RunLifecycle.Start(_run, _runs.Subject!, "worker-a", RunBuilder.Lease, _runs.Now), seconds);

    private void Begin(string step, int seconds) => Do(() => StepLifecycle.Begin(_run, step, _run.NextAttempt(step), RunBuilder.Writer(), _runs.Now), seconds);

    private void TakeOver(string worker, int seconds) =>
        Do(() => StepLifecycle.Begin(_run, "EXTRACTION", 1, RunBuilder.Writer(owner: worker), _runs.Now), seconds);

    private void Succeed(string step, int seconds) => Do(() => StepLifecycle.Succeed(_run, step, [], RunBuilder.Writer(), _runs.Now), seconds);

    private void Do(Func<RunOutcome> change, int seconds)
    {
        _runs.Now += TimeSpan.FromSeconds(seconds);
        var outcome = change();
        _run = _runs.Apply(outcome);
        _events.AddRange(outcome.Decision!.Events.Where(happened => happened.Sequence is not null));
    }

    private RunHistory History() => new(_run, _runs.Artifacts, _events);

    private List<string> Lines() => [.. RunTimeline.Of(History()).Select(Line)];

    private static string Line(TimelineEntry entry) => string.Join(' ', new[]
    {
        $"{(entry.At - RunBuilder.Noon).TotalSeconds}",
        entry.Type,
        entry.StepName is null ? null : $"{entry.StepName}/{entry.Attempt}",
        entry.Status?.ToString(),
        entry.ErrorCode,
        entry.Duration is { } took ? $"+{took.TotalSeconds}" : null,
        entry.Actor?.ToString(),
    }.Where(part => part is not null));
}

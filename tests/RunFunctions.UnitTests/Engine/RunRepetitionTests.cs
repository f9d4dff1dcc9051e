using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

public sealed class RunRepetitionTests
{
    private static readonly StepDefinition[] Plan =
    [
        RunBuilder.Plan[0] with { Outputs = ["RAW_TEXT"] }, RunBuilder.Plan[1] with { Outputs = ["STRUCTURED_INTERPRETATION"] },
    ];

    private static readonly BlobReference Text = new("acme/text", "00", 1, "text/plain");

    private readonly RunBuilder _runs = new();

    [Theory]
    [InlineData(RunState.Completed, null, 0)]
    [InlineData(RunState.Completed, "EXTRACTION", 0)]
    [InlineData(RunState.Completed, "INTERPRETATION", 1)]
    [InlineData(RunState.Failed, null, 1)]
    [InlineData(RunState.Failed, "EXTRACTION", 0)]
    [InlineData(RunState.Failed, "INTERPRETATION", 1)]
    [InlineData(RunState.TimedOut, null, 1)]
    [InlineData(RunState.Cancelled, null, 1)]
    public void Steps_before_the_first_to_execute_are_reused_with_what_they_left(RunState state, string? fromStep, int reused)
    {
        var decision = Repeat(Ended(state), fromStep).Decision!;
        var run = decision.Run;
        Assert.Equal(Plan.Take(reused).Select(step => step.Name), run.ReusedSteps);
        Assert.Equal(run.ReusedSteps, run.SucceededSteps);
        Assert.Equal(reused == 0 ? [] : [Text], run.Outputs.Values);
        Assert.Equal(run.Outputs.Values, decision.Artifacts.Select(artifact => artifact.Blob));
        Assert.Equal(decision.Artifacts.Count, run.ArtifactCount);
        Assert.Empty(run.Attempts);
    }

    [Fact]
    public void Old_and_new_run_name_each_other_and_both_record_who_asked()
    {
        var parent = Ended(RunState.Failed);
        var decision = Repeat(parent, fromStep: null).Decision!;
        Assert.Equal((parent.Id, RunState.Queued), (decision.Run.ParentRunId, decision.Run.State));
        Assert.Equal((decision.Run.Id, parent.Revision + 1, parent.State), (decision.Superseded!.SupersededBy, decision.Superseded.Revision, decision.Superseded.State));
        Assert.Equal(
            [(decision.Run.Id, "RUN_CREATED", 0), (parent.Id, "RUN_SUPERSEDED", parent.EventCount)],
            decision.Events.Select(happened => (happened.RunId, happened.Type, happened.Sequence!.Value)));
        Assert.All(decision.Events, happened => Assert.Equal(RunActor.Of(RunBuilder.Origin.User), happened.Actor));
        Assert.Contains(decision.Run.Id, decision.Subject!.Queue);
        Assert.Equal(decision.Run.Id, decision.Subject.Latest!.Id);
    }

    [Fact]
    public void A_run_is_repeated_once()
    {
        var first = Repeat(Ended(RunState.Failed), fromStep: null).Decision!;
        Assert.Equal(RunRefusal.Superseded, Repeat(first.Superseded!, fromStep: null).Refusal);
    }

    [Theory]
    [InlineData(RunState.Queued)]
    [InlineData(RunState.Running)]
    public void A_run_that_has_not_ended_is_not_repeated(RunState state) =>
        Assert.Equal(RunRefusal.NotTerminal, Repeat(_runs.In(state), fromStep: null).Refusal);

    [Fact]
    public void A_step_behind_one_that_did_not_succeed_is_no_place_to_go_on_from() =>
        Assert.Equal(RunRefusal.StepNotSucceeded, Repeat(_runs.In(RunState.Failed), "INTERPRETATION").Refusal);

    [Fact]
    public void A_run_reads_in_the_language_of_the_day_it_was_queued_and_so_does_the_one_that_repeats_it()
    {
        RunBuilder runs = new();
        Assert.Null(runs.Queued().Config.Language);
        var subject = runs.Subject! with { RunLanguage = "es" };
        var after = RunLifecycle.Queue(RunBuilder.Origin, RunBuilder.NewId(90), RunBuilder.Key, subject, runs.Now, runs.Now).Decision!;
        Assert.Equal(new RunConfig(Language: "es"), after.Run.Config);
        Assert.Equal("es", after.Subject!.RunLanguage);

        var parent = Ended(RunState.Failed) with { Config = new RunConfig(Language: "en") };
        Assert.Equal(new RunConfig(StepAttempts: 2, Language: "en"), Repeat(parent, fromStep: null, new RunConfig(StepAttempts: 2)).Decision!.Run.Config);
    }

    [Theory]
    [InlineData(null, null, 3, 60)]
    [InlineData(5, null, 5, 60)]
    [InlineData(null, 90, 3, 90)]
    public void The_patch_is_merged_over_what_the_old_run_did(int? attempts, int? seconds, int expectedAttempts, int expectedSeconds)
    {
        var parent = Ended(RunState.Failed) with { Config = new RunConfig(StepAttempts: 3, TimeoutSeconds: 60) };
        var repeated = Repeat(parent, fromStep: null, new RunConfig(attempts, seconds)).Decision!.Run;
        Assert.Equal(new RunConfig(expectedAttempts, expectedSeconds), repeated.Config);
    }

    [Fact]
    public void Annotations_stay_with_the_old_run() =>
        Assert.Equal(
            RunAnnotations.None,
            Repeat(Ended(RunState.Failed) with { Annotations = new RunAnnotations { Tags = ["a"], Note = "n", LegalHold = true } }, fromStep: null).Decision!.Run.Annotations);

    private RunOutcome Repeat(Run parent, string? fromStep, RunConfig? patch = null) => new RunRepetition(fromStep, patch ?? RunConfig.Default).Decide(
        RunBuilder.Origin, RunBuilder.NewId(99), parent, _runs.Subject!, Plan, RunBuilder.Noon, RunBuilder.Noon);

    // Ended after EXTRACTION, unless completed.
    private Run Ended(RunState state)
    {
        var run = _runs.With(_runs.Running(), "EXTRACTION", begun => StepLifecycle.Succeed(begun, "EXTRACTION", [new ProducedArtifact("RAW_TEXT", Text)], RunBuilder.Writer(), _runs.Now));
        return state switch
        {
            RunState.Completed => _runs.End(_runs.Succeeded(run, "INTERPRETATION"), RunCommand.Complete),
            RunState.Failed => _runs.End(run, RunCommand.Fail, "INTERPRETATION_FAILED"),
            RunState.TimedOut => _runs.End(run, RunCommand.TimeOut),
            _ => _runs.End(run, RunCommand.Cancel),
        };
    }
}

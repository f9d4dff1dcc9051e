using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

public sealed class FailureGroupTests
{
    private static readonly RunFailure Unreadable = new("EXTRACTION", "EXTRACTION_FAILED", "Unreadable");

    [Fact]
    public void Failures_that_are_alike_are_one_group_and_the_group_seen_last_comes_first()
    {
        var groups = FailureGroup.Of([Line(9, Unreadable with { Reason = "Encrypted" }), .. Enumerable.Range(1, 7).Reverse().Select(i => Line(i, Unreadable)), Line(0, null)]);

        Assert.Equal([("Encrypted", 1), ("Unreadable", 7)], groups.Select(group => (group.Failure.Reason, group.Count)));
        Assert.Equal((RunBuilder.Noon.AddMinutes(1), RunBuilder.Noon.AddMinutes(7)), (groups[1].FirstSeen, groups[1].LastSeen));
        Assert.Equal([7, 6, 5, 4, 3], groups[1].Samples.Select(run => Enumerable.Range(0, 10).Single(i => RunBuilder.NewId(i) == run)));
        Assert.Equal(FailureFingerprint.Of(RunBuilder.Key.Kind, Unreadable), groups[1].Fingerprint);
    }

    [Fact]
    public void A_fingerprint_is_made_of_kind_code_step_and_reason()
    {
        var kind = RunBuilder.Key.Kind;
        string[] prints =
        [
            FailureFingerprint.Of(kind, Unreadable),
            FailureFingerprint.Of(RunKind.Parse("export"), Unreadable),
            FailureFingerprint.Of(kind, Unreadable with { ErrorCode = "TIMED_OUT" }),
            FailureFingerprint.Of(kind, Unreadable with { StepName = "INTERPRETATION" }),
            FailureFingerprint.Of(kind, Unreadable with { StepName = null }),
            FailureFingerprint.Of(kind, Unreadable with { Reason = null }),
        ];

        Assert.Equal(prints.Length, prints.Distinct().Count());
        Assert.All(prints, print => Assert.True(FailureFingerprint.IsMatch(print)));
    }

    [Fact]
    public void A_run_is_retrying_from_a_failure_that_may_pass_until_the_step_succeeds()
    {
        var runs = new RunBuilder();
        var first = runs.With(runs.Running(), "EXTRACTION");
        Assert.False(first.IsRetrying);
        var failed = runs.Apply(StepLifecycle.Fail(first, "EXTRACTION", RunBuilder.TechnicalFailure, RunBuilder.Writer(), runs.Now));
        Assert.True(failed.IsRetrying);
        var second = runs.With(failed, "EXTRACTION");
        Assert.True(second.IsRetrying);
        var succeeded = runs.Apply(StepLifecycle.Succeed(second, "EXTRACTION", [], RunBuilder.Writer(), runs.Now));
        Assert.False(succeeded.IsRetrying);
        Assert.False(runs.End(succeeded, RunCommand.Cancel).IsRetrying);
    }

    private static RunLine Line(int minute, RunFailure? failure) => new()
    {
        Id = RunBuilder.NewId(minute),
        Subject = RunBuilder.Key,
        State = failure is null ? RunState.Completed : RunState.Failed,
        ListedAt = RunBuilder.Noon,
        CreatedAt = RunBuilder.Noon,
        CreatedBy = RunBuilder.Origin.User,
        CompletedAt = RunBuilder.Noon.AddMinutes(minute),
        Failure = failure,
    };
}

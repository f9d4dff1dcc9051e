using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

/// <summary>Runs and subjects in the state a test needs, made through the lifecycle itself.</summary>
internal sealed class RunBuilder
{
    public static readonly OrganizationId Organization = OrganizationId.Parse("acme");
    public static readonly RequestOrigin Origin = new(Organization, UserId.Parse("user"), "request-1");
    public static readonly SubjectKey Key = new(RunKind.Parse("document"), "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11");
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    public static readonly RunActor Actor = RunActor.Worker("worker-a");

    public static readonly StepDefinition[] Plan = [new("EXTRACTION", "EXTRACTION_FAILED"), new("INTERPRETATION", "INTERPRETATION_FAILED")];

    public static readonly StepWork.Failed TechnicalFailure = new StepWork.Failed("EXTRACTION_FAILED", "EXTRACTION_FAILED", Retryable: true);

    private int _ids;

    public RunSubject? Subject { get; private set; }

    public Dictionary<RunId, Run> Runs { get; } = [];

    public List<Artifact> Artifacts { get; } = [];

    public List<string> Events { get; } = [];

    public DateTimeOffset Now { get; set; } = Noon;

    public static StepWriter Writer(int epoch = 1, string owner = "worker-a") => new(owner, epoch, Lease);

    /// <summary>The n-th run id beside the subject.</summary>
    public static RunId NewId(int n) => RunId.New(Key, Guid.Parse($"00000000-0000-4000-8000-{n:x12}"));

    public Run Queued()
    {
        var id = NewId(++_ids);
        return Apply(RunLifecycle.Queue(Origin, id, Key, Subject, Now, Now));
    }

    public Run Running()
    {
        var run = Queued();
        return Apply(RunLifecycle.Start(run, Subject!, "worker-a", Lease, Now));
    }

    public Run Apply(RunOutcome outcome)
    {
        Assert.Null(outcome.Refusal);
        var decision = outcome.Decision!;
        Subject = decision.Subject ?? Subject;
        Runs[decision.Run.Id] = decision.Run;
        Artifacts.AddRange(decision.Artifacts);
        Events.AddRange(decision.Events.Select(happened => happened.Type));
        return decision.Run;
    }

    public Run With(Run run, string step, Func<Run, RunOutcome>? end = null)
    {
        run = Apply(StepLifecycle.Begin(run, step, run.NextAttempt(step), Writer(), Now));
        return end is null ? run : Apply(end(run));
    }

    public Run Succeeded(Run run, string step) =>
        With(run, step, begun => StepLifecycle.Succeed(begun, step, [], Writer(), Now));

    public Run In(RunState state)
    {
        switch (state)
        {
            case RunState.Queued:
                return Queued();
            case RunState.Running:
                return Running();
            case RunState.Completed:
                return End(Succeeded(Succeeded(Running(), "EXTRACTION"), "INTERPRETATION"), RunCommand.Complete);
            case RunState.Failed:
                return End(Running(), RunCommand.Fail, "EXTRACTION_FAILED");
            case RunState.TimedOut:
                return End(Running(), RunCommand.TimeOut);
            default:
                return End(Running(), RunCommand.Cancel);
        }
    }

    public Run End(Run run, RunCommand command, string? failureType = null, int? epoch = 1) =>
        Apply(RunLifecycle.End(run, Subject!, command, failureType, epoch, Plan, Actor, Now));
}

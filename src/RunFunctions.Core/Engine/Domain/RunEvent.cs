using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>The event taxonomy of runs and steps (specs/documents.md §7); the names are the wire names.</summary>
public static class RunEventTypes
{
    public const string RunCreated = "RUN_CREATED";
    public const string RunStarted = "RUN_STARTED";
    public const string RunResumed = "RUN_RESUMED";
    public const string RunCompleted = "RUN_COMPLETED";
    public const string RunFailed = "RUN_FAILED";
    public const string RunTimedOut = "RUN_TIMED_OUT";
    public const string RunCancelled = "RUN_CANCELLED";
    public const string RunRecoveredAsFailed = "RUN_RECOVERED_AS_FAILED";
    public const string RunCancelRequested = "RUN_CANCEL_REQUESTED";
    public const string RunAnnotated = "RUN_ANNOTATED";
    public const string RunSuperseded = "RUN_SUPERSEDED";
    public const string RunListingFailed = "RUN_LISTING_FAILED";
    public const string RunQuarantined = "RUN_QUARANTINED";
    public const string StepStarted = "STEP_STARTED";
    public const string StepSucceeded = "STEP_SUCCEEDED";
    public const string StepFailed = "STEP_FAILED";
    public const string StepRetried = "STEP_RETRIED";
    public const string StepTakenOver = "STEP_TAKEN_OVER";
    public const string WorkerDied = "WORKER_DIED";

    /// <summary>Whether it says that a run became terminal.</summary>
    public static bool EndsRun(string type) => type is RunCompleted or RunFailed or RunTimedOut or RunCancelled or RunRecoveredAsFailed or RunQuarantined;
}

/// <summary>
/// Something that happened to a run; logged after the write that made it true. Those of the run itself, and that a step changed
/// hands, are kept beside the run in the same write; what else happened to a step is in its STEP_STATUS artifacts.
/// </summary>
/// <param name="Type">One of <see cref="RunEventTypes"/>.</param>
/// <param name="Organization">Owner.</param>
/// <param name="Subject">What the run works on.</param>
/// <param name="RunId">The run.</param>
/// <param name="CorrelationId">Request id that created the run.</param>
/// <param name="At">UTC.</param>
/// <param name="StepName">Set for step events.</param>
/// <param name="Attempt">Set for step events.</param>
/// <param name="ErrorCode">Set for failures.</param>
/// <param name="Actor">Who or what caused it; null for events that are not kept.</param>
/// <param name="Sequence">0-based position among the run's events, or a room's number from <see cref="FirstOfRooms"/> on; null for those that are not kept.</param>
/// <param name="Since">
/// When that began which this ends: the wait of a run that starts, the work of a run or a step that ends. Null for everything else.
/// </param>
public sealed record RunEvent(
    string Type,
    OrganizationId Organization,
    SubjectKey Subject,
    RunId RunId,
    string CorrelationId,
    DateTimeOffset At,
    string? StepName = null,
    int? Attempt = null,
    string? ErrorCode = null,
    RunActor? Actor = null,
    int? Sequence = null,
    DateTimeOffset? Since = null)
{
    /// <summary>
    /// The engine numbers its events from 0 and counts them on the run. A room that keeps events beside a run that it does not
    /// write numbers them itself, from here on, so that the two never meet.
    /// </summary>
    public const int FirstOfRooms = 500_000;
}

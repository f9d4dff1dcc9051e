namespace RunFunctions.Core.Engine.Domain;

/// <summary>What a repeat of a request gets whose run failed.</summary>
public enum FailedRunPolicy
{
    /// <summary>The first answer again.</summary>
    Replay,

    /// <summary>A new run.</summary>
    NewRun,

    /// <summary>A refusal.</summary>
    Refuse,
}

/// <summary>What became of the run that a key's request made.</summary>
public enum PriorRun
{
    /// <summary>Nothing was made, as far as anybody was told.</summary>
    None,

    /// <summary>QUEUED or RUNNING.</summary>
    Unfinished,

    Completed,

    /// <summary>FAILED or TIMED_OUT.</summary>
    Failed,

    Cancelled,
}

/// <summary>What happens to a request with an idempotency key.</summary>
public enum KeyVerdict
{
    /// <summary>It is executed, under the id that the key reserved.</summary>
    Create,

    /// <summary>It waits for the one that is in flight.</summary>
    Wait,

    /// <summary>It gets the first answer.</summary>
    Replay,

    /// <summary>It is executed again, under another id, because the run failed.</summary>
    CreateAgain,

    /// <summary>It is refused: the key belongs to another payload.</summary>
    RefusePayload,

    /// <summary>It is refused: the run of the key failed.</summary>
    RefuseFailed,
}

/// <summary>
/// What a request gets whose key was used before. A cancelled run is replayed under every policy: somebody wanted it to end, and
/// a client that repeats a request must not bring it back.
/// </summary>
public static class IdempotencyRule
{
    /// <param name="prior">What became of the key's run.</param>
    /// <param name="policy">What the caller wants when it failed.</param>
    /// <param name="samePayload">Whether the request asks for what the first one asked for.</param>
    /// <param name="inFlight">Whether the first one is still being executed.</param>
    public static KeyVerdict Decide(PriorRun prior, FailedRunPolicy policy, bool samePayload, bool inFlight) =>
        !samePayload ? KeyVerdict.RefusePayload
        : inFlight ? KeyVerdict.Wait
        : prior switch
        {
            PriorRun.None => KeyVerdict.Create,
            PriorRun.Failed when policy == FailedRunPolicy.NewRun => KeyVerdict.CreateAgain,
            PriorRun.Failed when policy == FailedRunPolicy.Refuse => KeyVerdict.RefuseFailed,
            _ => KeyVerdict.Replay,
        };

    /// <summary>What became of a run.</summary>
    public static PriorRun PriorOf(RunState state) => state switch
    {
        RunState.Queued or RunState.Running => PriorRun.Unfinished,
        RunState.Completed => PriorRun.Completed,
        RunState.Cancelled => PriorRun.Cancelled,
        _ => PriorRun.Failed,
    };
}

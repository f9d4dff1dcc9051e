using LocalRuntime.DurableTask.History;

namespace LocalRuntime.DurableTask.Replay;

/// <summary>The orchestrator's code did not do what its history says; fails the instance.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : Exception(message)
{
    /// <summary>The name under which the official engine reports this failure.</summary>
    public const string ErrorType = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";
}

/// <summary>Messages that name what history expects and what the code did.</summary>
internal static class NonDeterminism
{
    public const string IllegalAwait =
        "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks in an orchestrator "
        + "function's implementation or by middleware that invokes asynchronous code.";

    private const string Question = "Was a change made to the orchestrator code after this instance had already started running?";

    public static NonDeterministicOrchestrationException Missing(HistoryEvent expected) => new(
        $"Non-Deterministic workflow detected: A previous execution of this orchestration scheduled {Describe(expected)}, "
        + $"but the current replay execution hasn't scheduled it. {Question}");

    public static NonDeterministicOrchestrationException Different(HistoryEvent expected, HistoryEvent actual) => new(
        $"Non-Deterministic workflow detected: A previous execution of this orchestration scheduled {Describe(expected)}, "
        + $"but the current replay execution instead scheduled {Describe(actual)}. {Question}");

    public static NonDeterministicOrchestrationException Unrecorded(HistoryEvent actual) => new(
        $"Non-Deterministic workflow detected: The current replay execution scheduled {Describe(actual)}, "
        + $"but no previous execution of this orchestration had scheduled it by then. {Question}");

    private static string Describe(HistoryEvent decision) => decision.Type switch
    {
        EventType.TaskScheduled => $"an activity task (TaskScheduled) with sequence ID {decision.EventId} and name '{decision.Name}'",
        EventType.SubOrchestrationInstanceCreated =>
            $"a sub-orchestration (SubOrchestrationInstanceCreated) with sequence ID {decision.EventId} and name '{decision.Name}'",
        EventType.TimerCreated => $"a timer (TimerCreated) with sequence ID {decision.EventId}",
        _ => $"an event to another instance ({decision.Type}) with sequence ID {decision.EventId} and name '{decision.Name}'",
    };
}

using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.History;

/// <summary>
/// One row of an instance's history. Flat, like the table it is stored in: which members are set follows from
/// <see cref="Type"/>, see <see cref="HistoryEvents"/>.
/// </summary>
internal sealed record HistoryEvent
{
    /// <summary><see cref="EventId"/> of an event that is not the result of an orchestrator's call.</summary>
    public const int NoEventId = -1;

    public required EventType Type { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Timestamp { get; init; }

    /// <summary>Number of the orchestrator's call that made this event, from 0.</summary>
    public int EventId { get; init; } = NoEventId;

    /// <summary>Number of the call that this event answers.</summary>
    public int? TaskScheduledId { get; init; }

    /// <summary>Name of the orchestrator, activity or external event.</summary>
    public string? Name { get; init; }

    public string? Version { get; init; }

    /// <summary>Serialized input or event payload; the reason of a termination.</summary>
    public string? Input { get; init; }

    /// <summary>Serialized result.</summary>
    public string? Result { get; init; }

    public string? Reason { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? FireAt { get; init; }

    /// <summary>The sub-orchestration, or the receiver of an event.</summary>
    public string? InstanceId { get; init; }

    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>Who called: of a started execution, or of a sub-orchestration that an earlier execution called.</summary>
    public ParentInstance? Parent { get; init; }

    public OrchestrationRuntimeStatus? Status { get; init; }

    /// <summary>
    /// Identity of a message, so that one delivered twice is recorded once. Calls have one when nobody waits for them: sent
    /// events, and what an earlier execution called.
    /// </summary>
    public string? MessageId { get; init; }

    /// <summary>For calls with a <see cref="MessageId"/>: the event is recorded, the activity has run, the sub-orchestration exists.</summary>
    public bool IsPlayed { get; init; }

    /// <summary>For <see cref="EventType.ExecutionTerminated"/>: the sub-orchestrations end as well.</summary>
    public bool Recurse { get; init; }

    /// <summary>Whether an orchestrator's code made this event.</summary>
    public bool IsCall => Type is EventType.TaskScheduled or EventType.TimerCreated or EventType.SubOrchestrationInstanceCreated or EventType.EventSent;

    /// <summary>Whether the code of this execution made this event, so that its replay must make it again.</summary>
    public bool IsDecision => IsCall && EventId >= 0;
}

/// <summary>The call of a parent that a sub-orchestration answers.</summary>
internal sealed record ParentInstance(string Name, string InstanceId, string ExecutionId, int TaskScheduledId);

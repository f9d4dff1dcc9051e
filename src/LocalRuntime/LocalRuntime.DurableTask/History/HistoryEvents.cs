using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.History;

/// <summary>Makes history events; each kind says which members it sets.</summary>
internal static class HistoryEvents
{
    public static HistoryEvent OrchestratorStarted(DateTime now) => new() { Type = EventType.OrchestratorStarted, Timestamp = now };

    public static HistoryEvent OrchestratorCompleted(DateTime now) => new() { Type = EventType.OrchestratorCompleted, Timestamp = now };

    public static HistoryEvent ExecutionStarted(DateTime now, string name, string? version, string? input, ParentInstance? parent) =>
        new() { Type = EventType.ExecutionStarted, Timestamp = now, Name = name, Version = version, Input = input, Parent = parent };

    public static HistoryEvent TaskScheduled(DateTime now, int id, string name, string? version, string? input) =>
        new() { Type = EventType.TaskScheduled, Timestamp = now, EventId = id, Name = name, Version = version, Input = input };

    public static HistoryEvent TaskCompleted(DateTime now, int taskScheduledId, string? result) =>
        new() { Type = EventType.TaskCompleted, Timestamp = now, TaskScheduledId = taskScheduledId, Result = result };

    public static HistoryEvent TaskFailed(DateTime now, int taskScheduledId, TaskFailureDetails failure) =>
        new() { Type = EventType.TaskFailed, Timestamp = now, TaskScheduledId = taskScheduledId, FailureDetails = failure };

    public static HistoryEvent TimerCreated(DateTime now, int id, DateTime fireAt) =>
        new() { Type = EventType.TimerCreated, Timestamp = now, EventId = id, FireAt = fireAt };

    public static HistoryEvent TimerFired(DateTime now, int timerId, DateTime fireAt) =>
        new() { Type = EventType.TimerFired, Timestamp = now, TaskScheduledId = timerId, FireAt = fireAt };

    public static HistoryEvent SubOrchestrationCreated(DateTime now, int id, string name, string? version, string instanceId, string? input) =>
        new() { Type = EventType.SubOrchestrationInstanceCreated, Timestamp = now, EventId = id, Name = name, Version = version, InstanceId = instanceId, Input = input };

    public static HistoryEvent SubOrchestrationCompleted(DateTime now, int taskScheduledId, string? result) =>
        new() { Type = EventType.SubOrchestrationInstanceCompleted, Timestamp = now, TaskScheduledId = taskScheduledId, Result = result };

    public static HistoryEvent SubOrchestrationFailed(DateTime now, int taskScheduledId, TaskFailureDetails failure) =>
        new() { Type = EventType.SubOrchestrationInstanceFailed, Timestamp = now, TaskScheduledId = taskScheduledId, FailureDetails = failure };

    public static HistoryEvent EventSent(DateTime now, int id, string instanceId, string name, string? input, string messageId) =>
        new() { Type = EventType.EventSent, Timestamp = now, EventId = id, InstanceId = instanceId, Name = name, Input = input, MessageId = messageId };

    public static HistoryEvent EventRaised(DateTime now, string name, string? input, string? messageId) =>
        new() { Type = EventType.EventRaised, Timestamp = now, Name = name, Input = input, MessageId = messageId };

    public static HistoryEvent Suspended(DateTime now, string? reason) => new() { Type = EventType.ExecutionSuspended, Timestamp = now, Reason = reason };

    public static HistoryEvent Resumed(DateTime now, string? reason) => new() { Type = EventType.ExecutionResumed, Timestamp = now, Reason = reason };

    public static HistoryEvent Terminated(DateTime now, string? output, bool recurse) =>
        new() { Type = EventType.ExecutionTerminated, Timestamp = now, Input = output, Recurse = recurse };

    /// <summary>A message that an earlier execution has handled.</summary>
    public static HistoryEvent Handled(DateTime now, string messageId) => new() { Type = EventType.GenericEvent, Timestamp = now, MessageId = messageId };

    public static HistoryEvent ExecutionCompleted(DateTime now, OrchestrationRuntimeStatus status, string? result, TaskFailureDetails? failure) =>
        new() { Type = EventType.ExecutionCompleted, Timestamp = now, Status = status, Result = result, FailureDetails = failure };
}

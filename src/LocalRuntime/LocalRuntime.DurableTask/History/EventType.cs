namespace LocalRuntime.DurableTask.History;

/// <summary>Kinds of history rows, with the names of the Azure Storage provider.</summary>
internal enum EventType
{
    OrchestratorStarted,
    ExecutionStarted,
    TaskScheduled,
    TaskCompleted,
    TaskFailed,
    TimerCreated,
    TimerFired,
    SubOrchestrationInstanceCreated,
    SubOrchestrationInstanceCompleted,
    SubOrchestrationInstanceFailed,
    EventSent,
    EventRaised,
    ExecutionSuspended,
    ExecutionResumed,
    ExecutionTerminated,
    ExecutionCompleted,
    GenericEvent,
    OrchestratorCompleted,
}

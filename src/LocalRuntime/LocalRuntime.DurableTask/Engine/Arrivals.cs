using LocalRuntime.DurableTask.History;

namespace LocalRuntime.DurableTask.Engine;

/// <summary>Which messages of a batch history is to record, each once.</summary>
internal static class Arrivals
{
    public static List<HistoryEvent> Select(OrchestrationState state, IReadOnlyList<Message> batch, DateTime now)
    {
        List<HistoryEvent> arrived = [];
        HashSet<int> answered = [];
        HashSet<string> received = [];
        var isSuspended = state.IsSuspended;
        foreach (var message in batch)
        {
            if (message.Event is not { } @event
                || (message.ExecutionId is { } executionId && executionId != state.ExecutionId)
                || (@event.MessageId is { } messageId && (state.HasReceived(messageId) || !received.Add(messageId))))
            {
                continue;
            }

            var isNews = @event.Type switch
            {
                EventType.TaskCompleted or EventType.TaskFailed => IsOpen(state.OpenActivities, @event),
                EventType.TimerFired => IsOpen(state.OpenTimers, @event),
                EventType.SubOrchestrationInstanceCompleted or EventType.SubOrchestrationInstanceFailed => IsOpen(state.OpenChildren, @event),
                EventType.ExecutionSuspended => !isSuspended,
                EventType.ExecutionResumed => isSuspended,
                _ => true,
            };
            if (!isNews)
            {
                continue;
            }

            isSuspended = @event.Type switch
            {
                EventType.ExecutionSuspended => true,
                EventType.ExecutionResumed => false,
                _ => isSuspended,
            };
            arrived.Add(@event with { Timestamp = now });
        }

        return arrived;

        bool IsOpen(IReadOnlyDictionary<int, HistoryEvent> open, HistoryEvent answer) =>
            open.ContainsKey(answer.TaskScheduledId!.Value) && answered.Add(answer.TaskScheduledId.Value);
    }
}

using LocalRuntime.DurableTask.History;
using LocalRuntime.DurableTask.Storage;

namespace LocalRuntime.DurableTask.Engine;

/// <summary>What became of a message.</summary>
internal enum Delivery
{
    /// <summary>History holds it, or it changed nothing.</summary>
    Recorded,

    /// <summary>There is no such instance.</summary>
    NotFound,

    /// <summary>The instance has ended.</summary>
    Ended,
}

/// <summary>Something for an instance; handled in its next step.</summary>
internal sealed class Message
{
    /// <summary>What history is to record, restamped in the step; null only wakes the instance.</summary>
    public HistoryEvent? Event { get; init; }

    /// <summary>The execution it is meant for; any when null.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>A new instance, or a new execution under an ended one's id, as just written to the Instances table.</summary>
    public InstanceRecord? Start { get; init; }

    /// <summary>Id of a call that has arrived: the event is recorded, the activity has run, the sub-orchestration exists.</summary>
    public string? Arrived { get; init; }

    /// <summary>Completes when the message has been handled.</summary>
    public TaskCompletionSource<Delivery>? Handled { get; init; }
}

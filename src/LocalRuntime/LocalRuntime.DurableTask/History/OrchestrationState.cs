using Azure;

namespace LocalRuntime.DurableTask.History;

/// <summary>
/// The recorded history of one execution, and what follows from it: what is still open. Changes only by events that storage
/// holds. Not thread-safe; an instance's steps run one after the other.
/// </summary>
internal sealed class OrchestrationState
{
    private readonly List<HistoryEvent> _events = [];
    private readonly Dictionary<int, HistoryEvent> _activities = [];
    private readonly Dictionary<int, HistoryEvent> _timers = [];
    private readonly Dictionary<int, HistoryEvent> _children = [];
    private readonly Dictionary<string, long> _unsent = [];
    private readonly HashSet<string> _received = [];

    /// <param name="instanceId">The instance.</param>
    /// <param name="executionId">The execution.</param>
    /// <param name="firstRow">Position of its first row.</param>
    /// <param name="sentinel">Version of the sentinel row; null when there is none yet.</param>
    /// <param name="events">Rows in order.</param>
    public OrchestrationState(string instanceId, string executionId, long firstRow = 0, ETag? sentinel = null, IEnumerable<HistoryEvent>? events = null)
    {
        InstanceId = instanceId;
        ExecutionId = executionId;
        FirstRow = firstRow;
        Sentinel = sentinel;
        Append(events ?? []);
    }

    public string InstanceId { get; }

    public string ExecutionId { get; }

    public long FirstRow { get; }

    /// <summary>Position of the row that comes next.</summary>
    public long NextRow => FirstRow + _events.Count;

    public ETag? Sentinel { get; set; }

    public IReadOnlyList<HistoryEvent> Events => _events;

    /// <summary>Activities without a result, by number.</summary>
    public IReadOnlyDictionary<int, HistoryEvent> OpenActivities => _activities;

    /// <summary>Timers that have not fired, cancelled ones included.</summary>
    public IReadOnlyDictionary<int, HistoryEvent> OpenTimers => _timers;

    /// <summary>Sub-orchestrations without a result.</summary>
    public IReadOnlyDictionary<int, HistoryEvent> OpenChildren => _children;

    /// <summary>Rows of calls that nobody waits for and that have not arrived, by message id: sent events, and what an earlier execution called.</summary>
    public IReadOnlyDictionary<string, long> Unsent => _unsent;

    public bool HasStarted { get; private set; }

    public bool IsSuspended { get; private set; }

    /// <summary>A termination goes on to the open sub-orchestrations.</summary>
    public bool TerminatesChildren { get; private set; }

    /// <summary>The ExecutionCompleted event of an ended execution.</summary>
    public HistoryEvent? Completed { get; private set; }

    public bool HasReceived(string messageId) => _received.Contains(messageId);

    public HistoryEvent EventAt(long row) => _events[(int)(row - FirstRow)];

    public void MarkSent(string messageId) => _unsent.Remove(messageId);

    public void Append(IEnumerable<HistoryEvent> events)
    {
        foreach (var @event in events)
        {
            Apply(@event);
            _events.Add(@event);
        }
    }

    private void Apply(HistoryEvent @event)
    {
        switch (@event.Type)
        {
            case EventType.ExecutionStarted:
                HasStarted = true;
                break;
            case EventType.TaskScheduled when @event.IsDecision:
                _activities.Add(@event.EventId, @event);
                break;
            case EventType.TaskCompleted or EventType.TaskFailed:
                _activities.Remove(@event.TaskScheduledId!.Value);
                break;
            case EventType.TimerCreated:
                _timers.Add(@event.EventId, @event);
                break;
            case EventType.TimerFired:
                _timers.Remove(@event.TaskScheduledId!.Value);
                break;
            case EventType.SubOrchestrationInstanceCreated when @event.IsDecision:
                _children.Add(@event.EventId, @event);
                break;
            case EventType.SubOrchestrationInstanceCompleted or EventType.SubOrchestrationInstanceFailed:
                _children.Remove(@event.TaskScheduledId!.Value);
                break;
            case EventType.ExecutionSuspended:
                IsSuspended = true;
                break;
            case EventType.ExecutionResumed:
                IsSuspended = false;
                break;
            case EventType.ExecutionTerminated:
                TerminatesChildren |= @event.Recurse;
                break;
            case EventType.ExecutionCompleted:
                Completed = @event;
                break;
            default:
                break;
        }

        if (@event.MessageId is not { } message)
        {
            return;
        }

        if (!@event.IsCall)
        {
            _received.Add(message);
        }
        else if (!@event.IsPlayed)
        {
            _unsent[message] = NextRow;
        }
    }
}

using LocalRuntime.DurableTask.Engine;
using LocalRuntime.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.DurableTask.Replay;

/// <summary>
/// The context of one execution of an orchestrator's code. Each call takes the next number and makes a decision; history
/// confirms decisions during replay (<see cref="Confirm"/>), those left over are new.
/// </summary>
internal sealed class ReplayContext(
    string instanceId,
    string executionId,
    HistoryEvent start,
    DateTime now,
    OrchestratorThread thread,
    ExternalEvents events,
    DataConverter converter,
    ILoggerFactory loggers) : TaskOrchestrationContext
{
    // The official worker splits longer timers, because its storage queues cannot hold a message any longer.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(3);

    private readonly SortedDictionary<int, HistoryEvent> _unconfirmed = [];
    private readonly Dictionary<int, OpenTask> _open = [];
    private int _nextId;
    private int _guids;
    private DateTime _now = now;
    private bool _replaying = true;
    private object? _customStatus;

    public override TaskName Name => start.Name!;

    public override string Version => start.Version ?? "";

    public override string InstanceId => instanceId;

    public override ParentOrchestrationInstance? Parent { get; } =
        start.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _replaying;

    /// <summary>Set when the code asked to start over.</summary>
    public ContinueAsNewOptions? Continuation { get; private set; }

    /// <summary>Decisions that history does not hold.</summary>
    public IReadOnlyCollection<HistoryEvent> Unconfirmed => _unconfirmed.Values;

    public bool WaitsForSomething => _open.Count > 0 || events.HasWaiters;

    public IReadOnlySet<int> OpenTimers => _open.Where(task => task.Value.Type == EventType.TimerCreated).Select(task => task.Key).ToHashSet();

    protected override ILoggerFactory LoggerFactory => loggers;

    public string? SerializeCustomStatus() => converter.Serialize(_customStatus);

    public void MoveTo(DateTime time) => _now = time;

    public void SetReplaying(bool replaying) => _replaying = replaying;

    /// <exception cref="NonDeterministicOrchestrationException">The code did not make this decision.</exception>
    public void Confirm(HistoryEvent expected)
    {
        if (!_unconfirmed.Remove(expected.EventId, out var actual))
        {
            throw NonDeterminism.Missing(expected);
        }

        if (actual.Type != expected.Type || !string.Equals(actual.Name, expected.Name, StringComparison.OrdinalIgnoreCase))
        {
            throw NonDeterminism.Different(expected, actual);
        }
    }

    /// <summary>Completes the task that waits for <paramref name="answer"/>; one that nobody waits for is passed over.</summary>
    public void Resolve(HistoryEvent answer)
    {
        if (!_open.Remove(answer.TaskScheduledId!.Value, out var task))
        {
            return;
        }

        thread.Complete(() =>
        {
            if (answer.FailureDetails is { } failure)
            {
                task.Completion.TrySetException(new TaskFailedException(task.Name, answer.TaskScheduledId.Value, failure));
            }
            else
            {
                task.Completion.TrySetResult(answer.Result);
            }
        });
    }

    public override T? GetInput<T>()
        where T : default => converter.Deserialize<T>(start.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        thread.ThrowIfElsewhere();
        var serialized = converter.Serialize(input);
        return RetryLoop.RunAsync(
            this,
            options?.Retry,
            () => Decide<TResult>(id => HistoryEvents.TaskScheduled(_now, id, name.Name, options?.Version?.Version ?? start.Version, serialized)));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        thread.ThrowIfElsewhere();
        var serialized = converter.Serialize(input);
        var child = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        InstanceIds.Check(child);
        return RetryLoop.RunAsync(
            this,
            options?.Retry,
            () => Decide<TResult>(id => HistoryEvents.SubOrchestrationCreated(_now, id, orchestratorName.Name, options?.Version?.Version, child, serialized)));
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        thread.ThrowIfElsewhere();
        var end = fireAt.ToUniversalTime();
        while (end - _now > LongestTimer && !cancellationToken.IsCancellationRequested)
        {
            await StartTimer(_now + LongestTimer, cancellationToken);
        }

        await StartTimer(end, cancellationToken);
    }

    public override Task<T?> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
        where T : default
    {
        thread.ThrowIfElsewhere();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return events.WaitFor<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        thread.ThrowIfElsewhere();
        InstanceIds.Check(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var id = _nextId++;
        var messageId = Identifiers.OfCall(InstanceId, executionId, id);
        _unconfirmed.Add(id, HistoryEvents.EventSent(_now, id, instanceId, eventName, converter.Serialize(payload), messageId));
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        thread.ThrowIfElsewhere();
        ArgumentNullException.ThrowIfNull(options);
        Continuation = options;
    }

    public override void SetCustomStatus(object? customStatus)
    {
        thread.ThrowIfElsewhere();
        _customStatus = customStatus;
    }

    public override Guid NewGuid()
    {
        thread.ThrowIfElsewhere();
        return DeterministicGuid.Create(InstanceId, _now, _guids++);
    }

    private async Task<T> Decide<T>(Func<int, HistoryEvent> decision)
    {
        var result = await Open(decision).Task;
        return converter.Deserialize<T>(result)!;
    }

    private async Task StartTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var id = _nextId;
        var completion = Open(number => HistoryEvents.TimerCreated(_now, number, fireAt));
        using var registration = cancellationToken.Register(() =>
        {
            _open.Remove(id);
            completion.TrySetCanceled(cancellationToken);
        });
        await completion.Task;
    }

    private TaskCompletionSource<string?> Open(Func<int, HistoryEvent> decision)
    {
        thread.ThrowIfElsewhere();
        var id = _nextId++;
        var made = decision(id);
        var completion = new TaskCompletionSource<string?>();
        _unconfirmed.Add(id, made);
        _open.Add(id, new OpenTask(made.Type, made.Name ?? "", completion));
        return completion;
    }

    private sealed record OpenTask(EventType Type, string Name, TaskCompletionSource<string?> Completion);
}

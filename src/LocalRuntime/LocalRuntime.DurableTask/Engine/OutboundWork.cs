using System.Collections.Immutable;
using LocalRuntime.DurableTask.History;
using LocalRuntime.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.Engine;

/// <summary>
/// Starts what an instance's recorded decisions ask for: activities, timers, sub-orchestrations, events to others. What is
/// open follows from history, so that the same call after a restart starts what had not come back.
/// </summary>
internal sealed class OutboundWork(string instanceId, InstanceServices services, Action<Message> post)
{
    private static readonly IReadOnlySet<int> NoTimers = ImmutableHashSet<int>.Empty;

    private readonly HashSet<int> _awaited = [];
    private readonly HashSet<string> _unawaited = [];
    private readonly HashSet<string> _arrived = [];
    private readonly Dictionary<int, IDisposable> _timers = [];
    private string? _executionId;
    private IDisposable? _start;
    private bool _terminatesChildren;
    private int _busy;

    /// <summary>Place in the trace of what is started from now on.</summary>
    public string? TraceParent { get; set; }

    /// <summary>Sub-orchestrations or events are on their way.</summary>
    public bool IsBusy => Volatile.Read(ref _busy) > 0;

    /// <summary>Whether this process has seen the call arrive, see <see cref="Message.Arrived"/>.</summary>
    public bool HasArrived(string callId) => _arrived.Contains(callId);

    public void Confirm(IEnumerable<string> callIds) => _arrived.UnionWith(callIds);

    /// <param name="state">The recorded history.</param>
    /// <param name="openTimers">Timers that the code waits for; null when it did not run.</param>
    public void Dispatch(OrchestrationState state, IReadOnlySet<int>? openTimers)
    {
        if (_executionId != state.ExecutionId)
        {
            BeginExecution(state);
        }

        foreach (var (callId, row) in state.Unsent)
        {
            if (_unawaited.Add(callId))
            {
                Start(state, state.EventAt(row), callId);
            }
        }

        var isTerminated = state.Completed is { Status: OrchestrationRuntimeStatus.Terminated };
        if (isTerminated && state.TerminatesChildren)
        {
            TerminateChildren(state);
        }
        else
        {
            StartAwaited(state, state.OpenChildren);
        }

        if (!isTerminated)
        {
            StartAwaited(state, state.OpenActivities);
        }

        StartTimers(state, state.Completed is null ? openTimers ?? NoTimers : NoTimers);
    }

    /// <summary>Wakes the instance at its scheduled start.</summary>
    public void WakeAt(DateTime dueUtc)
    {
        _start?.Dispose();
        _start = services.Timers.Start(dueUtc, () => post(new Message()));
    }

    /// <summary>Tells the orchestration that called this one how it ended.</summary>
    public void ReportToParent(InstanceRecord record)
    {
        if (record.Parent is { } parent)
        {
            services.Router.Post(parent.InstanceId, ChildReport(parent, record));
        }
    }

    /// <summary>No timer fires any more.</summary>
    public void Stop()
    {
        StopTimers(NoTimers);
        _start?.Dispose();
    }

    private static Message ChildReport(ParentInstance parent, InstanceRecord child) => new()
    {
        ExecutionId = parent.ExecutionId,
        Event = child.Status == OrchestrationRuntimeStatus.Completed
            ? HistoryEvents.SubOrchestrationCompleted(default, parent.TaskScheduledId, child.Output)
            : HistoryEvents.SubOrchestrationFailed(default, parent.TaskScheduledId, child.FailureDetails ?? Terminated(child)),
    };

    private static TaskFailureDetails Terminated(InstanceRecord child) =>
        new("DurableTask.Core.Exceptions.OrchestrationException", child.Output ?? "The sub-orchestration was terminated.", null, null, null);

    // What the last execution called may be under way in this process: as a call that nobody awaits it is not started again.
    private void BeginExecution(OrchestrationState state)
    {
        _unawaited.UnionWith(_awaited.Select(id => Identifiers.OfCall(instanceId, _executionId!, id)));
        _unawaited.IntersectWith(state.Unsent.Keys);
        _arrived.IntersectWith(state.Unsent.Keys);
        _awaited.Clear();
        _terminatesChildren = false;
        _executionId = state.ExecutionId;
        StopTimers(NoTimers);
    }

    private void StartAwaited(OrchestrationState state, IReadOnlyDictionary<int, HistoryEvent> open)
    {
        foreach (var (id, call) in open)
        {
            if (_awaited.Add(id))
            {
                Start(state, call, Identifiers.OfCall(instanceId, state.ExecutionId, id));
            }
        }
    }

    private ParentInstance ParentOf(OrchestrationState state, HistoryEvent created) =>
        created.Parent ?? new(state.Events.First(@event => @event.Type == EventType.ExecutionStarted).Name!, instanceId, state.ExecutionId, created.EventId);

    private void Start(OrchestrationState state, HistoryEvent call, string callId)
    {
        switch (call.Type)
        {
            case EventType.EventSent:
                SendEvent(call);
                break;
            case EventType.SubOrchestrationInstanceCreated:
                var (parent, traceParent) = (ParentOf(state, call), TraceParent);
                InBackground(cancellation => StartChildAsync(parent, call, traceParent, cancellation), new Message { Arrived = callId });
                break;
            default:
                StartActivity(state.ExecutionId, call, callId);
                break;
        }
    }

    // Nobody hears of the result of a call that an earlier execution made.
    private void StartActivity(string executionId, HistoryEvent scheduled, string callId) => services.Activities.Start(
        instanceId,
        scheduled,
        TraceParent,
        result => post(new Message { Event = scheduled.IsDecision ? result : null, ExecutionId = executionId, Arrived = callId }));

    private void StartTimers(OrchestrationState state, IReadOnlySet<int> open)
    {
        StopTimers(open);
        foreach (var id in open)
        {
            if (!_timers.ContainsKey(id) && state.OpenTimers.TryGetValue(id, out var created))
            {
                var fired = new Message { Event = HistoryEvents.TimerFired(default, id, created.FireAt!.Value), ExecutionId = state.ExecutionId };
                _timers.Add(id, services.Timers.Start(created.FireAt.Value, () => post(fired)));
            }
        }
    }

    private void StopTimers(IReadOnlySet<int> except)
    {
        foreach (var id in _timers.Keys.Where(id => !except.Contains(id)).ToArray())
        {
            _timers.Remove(id, out var timer);
            timer!.Dispose();
        }
    }

    private void SendEvent(HistoryEvent sent)
    {
        var raised = HistoryEvents.EventRaised(default, sent.Name!, sent.Input, sent.MessageId);

        // An event for an instance that does not exist or has ended is gone, as officially.
        InBackground(
            cancellation => services.Router.SendAsync(sent.InstanceId!, NewMessage(raised), cancellation),
            new Message { Arrived = sent.MessageId });
    }

    /// <returns>Whether the sub-orchestration is that of this call and has not ended.</returns>
    private async Task<bool> StartChildAsync(ParentInstance parent, HistoryEvent created, string? traceParent, CancellationToken cancellationToken)
    {
        var now = services.Time.GetUtcNow();
        var child = new InstanceRecord
        {
            InstanceId = created.InstanceId!,
            ExecutionId = Identifiers.NewExecutionId(),
            Name = created.Name!,
            Version = created.Version,
            Input = created.Input,
            CreatedTime = now,
            LastUpdatedTime = now,
            Parent = parent,
            TraceParent = traceParent,
        };

        var existing = await services.Instances.FindAsync(child.InstanceId, withPayloads: true, cancellationToken);
        if (existing is null || MakesRoom(existing))
        {
            existing = await services.Router.CreateAsync(child, MakesRoom, cancellationToken);
        }

        if (existing is null)
        {
            return true;
        }

        if (existing.Parent != parent)
        {
            var failure = new TaskFailureDetails(
                "DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException",
                $"An Orchestration instance with the ID {child.InstanceId} already exists.",
                null,
                null,
                null);
            post(new Message { ExecutionId = parent.ExecutionId, Event = HistoryEvents.SubOrchestrationFailed(default, parent.TaskScheduledId, failure) });
        }
        else if (existing.IsCompleted)
        {
            post(ChildReport(parent, existing));
        }
        else
        {
            services.Router.Post(child.InstanceId, new Message());
            return true;
        }

        return false;

        // An ended instance makes room for this call, unless it is this call's own.
        bool MakesRoom(InstanceRecord other) => other.IsCompleted && other.Parent != parent;
    }

    private void TerminateChildren(OrchestrationState state)
    {
        if (_terminatesChildren)
        {
            return;
        }

        _terminatesChildren = true;
        foreach (var child in state.OpenChildren.Values)
        {
            InBackground(cancellation => TerminateChildAsync(state, child, cancellation), new Message());
        }
    }

    // Its start may be under way, or lost in a crash: a child that comes to exist later would never hear of its end.
    private async Task TerminateChildAsync(OrchestrationState state, HistoryEvent child, CancellationToken cancellationToken)
    {
        if (await StartChildAsync(ParentOf(state, child), child, TraceParent, cancellationToken))
        {
            var terminated = HistoryEvents.Terminated(default, state.Completed!.Result, recurse: true) with { MessageId = Identifiers.NewMessageId() };
            await services.Router.SendAsync(child.InstanceId!, NewMessage(terminated), cancellationToken);
        }
    }

    private void InBackground(Func<CancellationToken, Task> work, Message done)
    {
        Interlocked.Increment(ref _busy);
        _ = Task.Run(async () =>
        {
            try
            {
                while (!await TryAsync(work))
                {
                    await Task.Delay(services.Options.RetryDelay, services.Time, services.Stopped);
                }
            }
            catch (OperationCanceledException)
            {
                // The engine has stopped; history still says what is to be sent.
                return;
            }

            Interlocked.Decrement(ref _busy);
            post(done);
        });
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(services.Stopped);
            return true;
        }
#pragma warning disable CA1031 // Storage may fail in any way; tried again until it works.
        catch (Exception) when (!services.Stopped.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private static Message NewMessage(HistoryEvent @event) => new() { Event = @event, Handled = NewHandled() };

    private static TaskCompletionSource<Delivery> NewHandled() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

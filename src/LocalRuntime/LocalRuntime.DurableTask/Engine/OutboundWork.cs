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

    private readonly HashSet<int> _activities = [];
    private readonly HashSet<int> _children = [];
    private readonly HashSet<string> _events = [];
    private readonly Dictionary<int, IDisposable> _timers = [];
    private string? _executionId;
    private IDisposable? _start;
    private int _busy;

    /// <summary>Place in the trace of what is started from now on.</summary>
    public string? TraceParent { get; set; }

    /// <summary>Sub-orchestrations or events are on their way.</summary>
    public bool IsBusy => Volatile.Read(ref _busy) > 0;

    /// <param name="state">The recorded history.</param>
    /// <param name="openTimers">Timers that the code waits for; null when it did not run.</param>
    /// <param name="terminateChildren">Whether the end of this instance is also that of its sub-orchestrations.</param>
    public void Dispatch(OrchestrationState state, IReadOnlySet<int>? openTimers, bool terminateChildren)
    {
        if (_executionId != state.ExecutionId)
        {
            _executionId = state.ExecutionId;
            _activities.Clear();
            _children.Clear();
            StopTimers(NoTimers);
        }

        foreach (var (messageId, row) in state.Unsent)
        {
            if (_events.Add(messageId))
            {
                SendEvent(state.EventAt(row));
            }
        }

        if (state.Completed is { Status: OrchestrationRuntimeStatus.Terminated })
        {
            StopTimers(NoTimers);
            if (terminateChildren)
            {
                TerminateChildren(state);
            }

            return;
        }

        foreach (var (id, scheduled) in state.OpenActivities)
        {
            if (_activities.Add(id))
            {
                StartActivity(state.ExecutionId, scheduled);
            }
        }

        foreach (var (id, created) in state.OpenChildren)
        {
            if (_children.Add(id))
            {
                StartChild(state.ExecutionId, state.Events.First(@event => @event.Type == EventType.ExecutionStarted).Name!, created);
            }
        }

        StartTimers(state, state.Completed is null ? openTimers ?? NoTimers : NoTimers);
    }

    /// <summary>Starts what an execution that started over had called without waiting; nobody hears of the results.</summary>
    public void DispatchForgotten(string executionId, string name, IReadOnlyList<HistoryEvent> decisions)
    {
        foreach (var decision in decisions)
        {
            if (decision.Type == EventType.TaskScheduled)
            {
                StartActivity(executionId, decision);
            }
            else
            {
                StartChild(executionId, name, decision);
            }
        }
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

    private void StartActivity(string executionId, HistoryEvent scheduled) =>
        services.Activities.Start(instanceId, scheduled, TraceParent, result => post(new Message { Event = result, ExecutionId = executionId }));

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
            new Message { Sent = sent.MessageId });
    }

    private void StartChild(string executionId, string parentName, HistoryEvent created)
    {
        var parent = new ParentInstance(parentName, instanceId, executionId, created.EventId);
        var traceParent = TraceParent;
        InBackground(cancellation => StartChildAsync(parent, created, traceParent, cancellation), new Message());
    }

    private async Task StartChildAsync(ParentInstance parent, HistoryEvent created, string? traceParent, CancellationToken cancellationToken)
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

        // An ended instance may make room for this call, unless it is this call's own.
        var existing = await services.Instances.FindAsync(child.InstanceId, withPayloads: true, cancellationToken);
        if (existing is null || (existing.IsCompleted && existing.Parent != parent))
        {
            existing = await services.Router.CreateAsync(child, RuntimeStatuses.IsTerminal, cancellationToken);
        }

        if (existing is null)
        {
            return;
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
        }
    }

    private void TerminateChildren(OrchestrationState state)
    {
        foreach (var child in state.OpenChildren.Values)
        {
            var terminated = HistoryEvents.Terminated(default, state.Completed!.Result) with { MessageId = Identifiers.NewMessageId() };
            InBackground(
                cancellation => services.Router.SendAsync(child.InstanceId!, new Message { Event = terminated, Recursive = true, Handled = NewHandled() }, cancellation),
                new Message());
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

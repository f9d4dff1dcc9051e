using LocalRuntime.DurableTask.History;
using LocalRuntime.DurableTask.Replay;
using LocalRuntime.DurableTask.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Span = System.Diagnostics.Activity;

namespace LocalRuntime.DurableTask.Engine;

/// <summary>
/// The steps of one instance. A step turns messages into history events, runs the orchestrator's code, records all of it in
/// one checkpoint, then starts what the code asked for, and last shows the new status in the Instances table.
/// </summary>
internal sealed partial class OrchestrationSteps(string instanceId, InstanceServices services, Action<Message> post)
{
    private readonly OutboundWork _outbound = new(instanceId, services, post);
    private InstanceRecord? _record;
    private OrchestrationState? _state;
    private StepResult? _code;
    private bool _isShown;
    private Span? _span;

    /// <summary>Nothing is left to do unless a message comes.</summary>
    public bool IsOver => !_outbound.IsBusy && (_record is null || (_record.IsCompleted && _isShown));

    /// <summary>Drops what is in memory; the next step reads storage.</summary>
    public void Forget()
    {
        _record = null;
        _state = null;
        _code = null;
    }

    public void Stop()
    {
        _outbound.Stop();
        EndSpan(OrchestrationRuntimeStatus.Running, errorType: null);
    }

    /// <summary>Ends the instance's span in this process; a later process has one of its own in the same trace.</summary>
    public void EndSpan(OrchestrationRuntimeStatus status, string? errorType) =>
        Tracing.End(Interlocked.Exchange(ref _span, null), status.ToString(), errorType);

    public async Task HandleAsync(IReadOnlyList<Message> batch, CancellationToken cancellationToken)
    {
        if (batch.LastOrDefault(message => message.Start is not null)?.Start is { } start)
        {
            Begin(start);
        }

        string[] calls = [.. batch.Select(message => message.Arrived).OfType<string>()];
        _outbound.Confirm(calls);
        if (_record is null && !await LoadAsync(cancellationToken))
        {
            Acknowledge(batch, _ => Delivery.NotFound);
            return;
        }

        if (_state is not { } state)
        {
            var recorded = await FindRecordedAsync(batch, cancellationToken);
            Acknowledge(batch, message => recorded.Contains(message) ? Delivery.Recorded : Delivery.Ended);
            return;
        }

        var hadEnded = state.Completed is not null;
        if (!hadEnded)
        {
            await AdvanceAsync(state, batch, cancellationToken);
            state = _state!;
        }

        _outbound.Dispatch(state, _code?.OpenTimers);
        if (state.Completed is null)
        {
            await services.History.MarkSentAsync(state, calls, cancellationToken);
        }

        await ShowAsync(state, cancellationToken);
        Acknowledge(batch, message => hadEnded && !IsRecorded(message) ? Delivery.Ended : Delivery.Recorded);
    }

    private static void Acknowledge(IReadOnlyList<Message> batch, Func<Message, Delivery> outcome)
    {
        foreach (var message in batch)
        {
            message.Handled?.TrySetResult(outcome(message));
        }
    }

    private void Begin(InstanceRecord start)
    {
        Forget();
        _record = start;
        _state = new OrchestrationState(instanceId, start.ExecutionId);
        _isShown = true;
    }

    /// <returns>False when there is no such instance.</returns>
    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var record = await services.Instances.FindAsync(instanceId, withPayloads: true, cancellationToken);
        if (record is { IsCompleted: false })
        {
            _state = await services.History.LoadAsync(instanceId, cancellationToken) ?? new OrchestrationState(instanceId, record.ExecutionId);
        }

        // The reply to the write that showed the status may have been lost, and with it the news for those who wait.
        services.Signals.Changed(instanceId);
        if (record is { IsCompleted: true })
        {
            _outbound.ReportToParent(record);
        }

        _record = record;
        _isShown = record is not null && (_state is null || Shown(_state, record) == record);
        return record is not null;
    }

    private async Task AdvanceAsync(OrchestrationState state, IReadOnlyList<Message> batch, CancellationToken cancellationToken)
    {
        var now = services.Time.GetUtcNow().UtcDateTime;
        var record = _record!;
        var arrived = Arrivals.Select(state, batch, now);
        var isDue = record.ScheduledStartTime is not { } scheduled || scheduled.UtcDateTime <= now;
        if (!state.HasStarted && !isDue)
        {
            _outbound.WakeAt(record.ScheduledStartTime!.Value.UtcDateTime);
        }

        List<HistoryEvent> step = [];
        if (!state.HasStarted && isDue)
        {
            step.Add(HistoryEvents.ExecutionStarted(now, record.Name, record.Version, record.Input, record.Parent));
        }

        step.AddRange(arrived);
        if (step.Count > 0)
        {
            step.Insert(0, HistoryEvents.OrchestratorStarted(now));
        }
        else if (_code is not null || !state.HasStarted)
        {
            return;
        }

        if (arrived.Find(@event => @event.Type == EventType.ExecutionTerminated) is { } terminated)
        {
            step.Add(HistoryEvents.ExecutionCompleted(now, OrchestrationRuntimeStatus.Terminated, terminated.Input, null));
            await RecordAsync(state, step, now, cancellationToken);
            return;
        }

        Trace(record);

        // After a restart there may be nothing to record, but the code must run to know its timers and custom status.
        _code = services.Executor.Execute(instanceId, state.ExecutionId, state.Events, step);
        if (_code.Completion?.NextExecution is not null)
        {
            await ContinueAsNewAsync(state, batch, arrived, now, cancellationToken);
            return;
        }

        AddOutcome(step, _code, now);
        if (step.Count > 0)
        {
            await RecordAsync(state, step, now, cancellationToken);
        }
        else
        {
            _isShown = _isShown && _code.CustomStatus == record.CustomStatus;
        }
    }

    // The orchestrator's code runs in its own place of the trace, whoever sent the messages of this step.
    private void Trace(InstanceRecord record)
    {
        _span ??= Tracing.StartOrchestration(record);
        _outbound.TraceParent = _span?.Id;
        Span.Current = _span;
    }

    private async Task RecordAsync(OrchestrationState state, List<HistoryEvent> step, DateTime now, CancellationToken cancellationToken)
    {
        if (step[0].Type != EventType.OrchestratorStarted)
        {
            step.Insert(0, HistoryEvents.OrchestratorStarted(now));
        }

        step.Add(HistoryEvents.OrchestratorCompleted(now));
        await services.History.AppendAsync(state, step, cancellationToken);
        _isShown = false;
    }

    // As officially, executions that start over at once follow each other in memory; the one that waits is recorded.
    private async Task ContinueAsNewAsync(
        OrchestrationState state,
        IReadOnlyList<Message> batch,
        List<HistoryEvent> arrived,
        DateTime now,
        CancellationToken cancellationToken)
    {
        var started = state.Events.LastOrDefault(@event => @event.Type == EventType.ExecutionStarted);
        var (name, version) = (_record!.Name, started?.Version ?? _record.Version);
        List<HistoryEvent> carried = [.. Unawaited(state, arrived).Where(call => !_outbound.HasArrived(call.MessageId!))];
        List<HistoryEvent> step = [];
        var executionId = state.ExecutionId;
        while (_code!.Completion?.NextExecution is { } next)
        {
            cancellationToken.ThrowIfCancellationRequested();
            carried.AddRange(_code.Decisions.Where(decision => decision.Type != EventType.TimerCreated).Select(decision => Carry(decision, executionId)));
            executionId = Identifiers.NewExecutionId();
            version = next.Version ?? version;
            step =
            [
                HistoryEvents.OrchestratorStarted(now),
                HistoryEvents.ExecutionStarted(now, name, version, next.Input, _record.Parent),
                .. next.Events.Select(@event => HistoryEvents.EventRaised(now, @event.Name, @event.Payload, messageId: null)),
            ];
            _code = services.Executor.Execute(instanceId, executionId, [], step);
        }

        // A message whose acknowledgement is lost comes again, and is known by its id.
        step.AddRange(batch.Select(message => message.Event?.MessageId).OfType<string>().Distinct().Select(messageId => HistoryEvents.Handled(now, messageId)));
        step.AddRange(carried);
        AddOutcome(step, _code, now);
        step.Add(HistoryEvents.OrchestratorCompleted(now));
        _state = await services.History.ReplaceAsync(state, executionId, step, cancellationToken);
        _isShown = false;
    }

    /// <summary>Calls of the execution that nobody waits for once it has started over.</summary>
    private IEnumerable<HistoryEvent> Unawaited(OrchestrationState state, List<HistoryEvent> arrived)
    {
        var answered = arrived.Select(@event => @event.TaskScheduledId).ToHashSet();
        return state.Unsent.Values.Select(state.EventAt)
            .Concat(state.OpenActivities.Values.Concat(state.OpenChildren.Values).Where(call => !answered.Contains(call.EventId)))
            .Select(call => Carry(call, state.ExecutionId));
    }

    // The next execution keeps a call until it has arrived, but it is no decision of its code.
    private HistoryEvent Carry(HistoryEvent call, string executionId) => call with
    {
        EventId = HistoryEvent.NoEventId,
        MessageId = call.MessageId ?? Identifiers.OfCall(instanceId, executionId, call.EventId),
        Parent = call.IsDecision && call.Type == EventType.SubOrchestrationInstanceCreated
            ? new ParentInstance(_record!.Name, instanceId, executionId, call.EventId)
            : call.Parent,
    };

    private static void AddOutcome(List<HistoryEvent> step, StepResult code, DateTime now)
    {
        step.AddRange(code.Decisions);
        if (code.Completion is { } completion)
        {
            step.Add(HistoryEvents.ExecutionCompleted(now, completion.Status, completion.Result, completion.Failure));
        }
    }

    // An end is shown only when what the instance sent has arrived: an instance that shows its end is not looked at after a restart.
    private async Task ShowAsync(OrchestrationState state, CancellationToken cancellationToken)
    {
        if (_isShown || (state.Completed is not null && _outbound.IsBusy))
        {
            return;
        }

        var record = Shown(state, _record!) with { CustomStatus = _code is null ? _record!.CustomStatus : _code.CustomStatus, LastUpdatedTime = services.Time.GetUtcNow() };
        var isNewExecution = record.ExecutionId != _record!.ExecutionId;
        _record = record with { ETag = await services.Instances.MergeAsync(record, isNewExecution, cancellationToken) };
        _isShown = true;
        if (state.Completed is not null)
        {
            EndSpan(record.Status, state.Completed.FailureDetails?.ErrorType);
        }

        services.Signals.Changed(instanceId);
        if (state.Completed is { } completed)
        {
            Log.Ended(services.Logger, record.Name, instanceId, record.Status, completed.FailureDetails?.ErrorType);
            _outbound.ReportToParent(record);
        }
    }

    private static InstanceRecord Shown(OrchestrationState state, InstanceRecord record)
    {
        var shown = record with
        {
            ExecutionId = state.ExecutionId,
            Status = state.Completed?.Status
                ?? (state.IsSuspended ? OrchestrationRuntimeStatus.Suspended : state.HasStarted ? OrchestrationRuntimeStatus.Running : OrchestrationRuntimeStatus.Pending),
        };
        if (shown.ExecutionId != record.ExecutionId && state.Events.FirstOrDefault(@event => @event.Type == EventType.ExecutionStarted) is { } started)
        {
            shown = shown with { Input = started.Input, Version = started.Version };
        }

        return state.Completed is not { } completed
            ? shown
            : shown with
            {
                Output = completed.FailureDetails?.ToString() ?? completed.Result,
                FailureDetails = completed.FailureDetails,
                CompletedTime = new DateTimeOffset(completed.Timestamp, TimeSpan.Zero),
            };
    }

    // The end of an instance may be the very effect of a message whose acknowledgement was lost.
    private async Task<List<Message>> FindRecordedAsync(IReadOnlyList<Message> batch, CancellationToken cancellationToken)
    {
        if (!batch.Any(message => message is { Handled: not null, Event.MessageId: not null }))
        {
            return [];
        }

        var history = await services.History.LoadAsync(instanceId, cancellationToken);
        return [.. batch.Where(message => message.Event?.MessageId is { } messageId && history?.HasReceived(messageId) == true)];
    }

    private bool IsRecorded(Message message) => message.Event?.MessageId is { } messageId && _state!.HasReceived(messageId);

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Information, "Orchestration {Name} {InstanceId} ended: {Status} {ErrorType}")]
        public static partial void Ended(ILogger logger, string name, string instanceId, OrchestrationRuntimeStatus status, string? errorType);
    }
}

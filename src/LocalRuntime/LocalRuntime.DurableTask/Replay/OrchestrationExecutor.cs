using LocalRuntime.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.DurableTask.Replay;

/// <summary>Runs orchestrators: replays what happened, then applies what is new, and reports what the code did. No I/O.</summary>
internal sealed class OrchestrationExecutor(ITaskCatalog catalog, DataConverter converter, ILoggerFactory loggers)
{
    /// <param name="instanceId">The instance.</param>
    /// <param name="executionId">Its execution.</param>
    /// <param name="past">Recorded history, in order.</param>
    /// <param name="arrived">Events of this step, in order, beginning with OrchestratorStarted; may be empty.</param>
    public StepResult Execute(string instanceId, string executionId, IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> arrived) =>
        new Execution(instanceId, executionId, catalog, converter, loggers).Run(past, arrived);

    private sealed class Execution(string instanceId, string executionId, ITaskCatalog catalog, DataConverter converter, ILoggerFactory loggers)
    {
        private readonly OrchestratorThread _thread = new();
        private readonly List<HistoryEvent> _held = [];
        private ExternalEvents? _events;
        private ReplayContext? _context;
        private Task<object?>? _code;
        private TaskFailureDetails? _broken;
        private DateTime _now;
        private bool _suspended;

        private ExternalEvents Events => _events ??= new ExternalEvents(converter, _thread);

        public StepResult Run(IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> arrived)
        {
            _thread.Run(() =>
            {
                try
                {
                    Apply(past, replaying: true);
                    Apply(arrived, replaying: false);
                }
                catch (NonDeterministicOrchestrationException exception)
                {
                    _broken = new TaskFailureDetails(NonDeterministicOrchestrationException.ErrorType, exception.Message, null, null, null);
                }
            });
            _thread.End();
            return Report();
        }

        private void Apply(IReadOnlyList<HistoryEvent> events, bool replaying)
        {
            _context?.SetReplaying(replaying);
            foreach (var @event in events)
            {
                Apply(@event, replaying);
            }
        }

        private void Apply(HistoryEvent @event, bool replaying)
        {
            switch (@event.Type)
            {
                case EventType.OrchestratorStarted:
                    _now = @event.Timestamp;
                    _context?.MoveTo(_now);
                    break;
                case EventType.OrchestratorCompleted when _context?.Unconfirmed.FirstOrDefault() is { } unrecorded:
                    throw NonDeterminism.Unrecorded(unrecorded);
                case EventType.ExecutionSuspended:
                    _suspended = true;
                    break;
                case EventType.ExecutionResumed:
                    Resume(replaying);
                    break;
                case EventType.TaskScheduled or EventType.TimerCreated or EventType.SubOrchestrationInstanceCreated or EventType.EventSent:
                    Confirm(@event);
                    break;
                default:
                    Deliver(@event, replaying);
                    break;
            }
        }

        private void Confirm(HistoryEvent expected)
        {
            if (!expected.IsDecision)
            {
                // Carried over from an execution that this one continues: no call of this code.
                return;
            }

            if (_context is null)
            {
                throw NonDeterminism.Missing(expected);
            }

            _context.Confirm(expected);
        }

        private void Resume(bool replaying)
        {
            _suspended = false;
            HistoryEvent[] held = [.. _held];
            _held.Clear();
            foreach (var @event in held)
            {
                Deliver(@event, replaying);
            }
        }

        private void Deliver(HistoryEvent @event, bool replaying)
        {
            if (_suspended)
            {
                _held.Add(@event);
                return;
            }

            switch (@event.Type)
            {
                case EventType.ExecutionStarted:
                    Start(@event, replaying);
                    break;
                case EventType.EventRaised:
                    Events.Raise(@event.Name!, @event.Input);
                    break;
                case EventType.TaskCompleted or EventType.TaskFailed or EventType.TimerFired
                    or EventType.SubOrchestrationInstanceCompleted or EventType.SubOrchestrationInstanceFailed:
                    _context?.Resolve(@event);
                    break;
                default:
                    break;
            }
        }

        private void Start(HistoryEvent started, bool replaying)
        {
            if (catalog.FindOrchestrator(started.Name!) is not { } orchestrator)
            {
                _broken = UnknownTask.Orchestrator(started.Name);
                return;
            }

            _context = new ReplayContext(instanceId, executionId, started, _now, _thread, Events, converter, loggers);
            _context.SetReplaying(replaying);
            _thread.Run(() => _code = InvokeAsync(orchestrator, _context));
        }

        // Turns what the code throws before its first await into a failed task as well.
        private static async Task<object?> InvokeAsync(Orchestrator orchestrator, ReplayContext context) => await orchestrator(context);

        private StepResult Report()
        {
            if (_broken is null && _context is not null && IsIllegallyWaiting())
            {
                _broken = TaskFailureDetails.FromException(new InvalidOperationException(NonDeterminism.IllegalAwait));
            }

            if (_broken is not null)
            {
                return new StepResult([], new Completion(OrchestrationRuntimeStatus.Failed, null, _broken), null, new HashSet<int>());
            }

            if (_context is null)
            {
                return new StepResult([], null, null, new HashSet<int>());
            }

            var completion = _code!.IsCompleted ? Complete(_code) : null;
            return new StepResult([.. _context.Unconfirmed], completion, _context.SerializeCustomStatus(), _context.OpenTimers);
        }

        // Code that neither ended nor waits for anything of its context waits for something that no event will ever complete.
        private bool IsIllegallyWaiting() => _thread.SawForeignThread || (!_code!.IsCompleted && !_suspended && !_context!.WaitsForSomething);

        private Completion Complete(Task<object?> code)
        {
            if (code.IsCanceled)
            {
                return Failed(new TaskCanceledException(code));
            }

            if (code.Exception is { } exception)
            {
                return Failed(exception.InnerException ?? exception);
            }

            try
            {
                return _context!.Continuation is { } options
                    ? new Completion(OrchestrationRuntimeStatus.Completed, NextExecution: new NextExecution(
                        converter.Serialize(options.NewInput), options.NewVersion, options.PreserveUnprocessedEvents ? Events.Unprocessed : []))
                    : new Completion(OrchestrationRuntimeStatus.Completed, converter.Serialize(code.Result));
            }
#pragma warning disable CA1031 // An output that cannot be serialized is the orchestrator's failure.
            catch (Exception unserializable)
#pragma warning restore CA1031
            {
                return Failed(unserializable);
            }
        }

        private static Completion Failed(Exception exception) =>
            new(OrchestrationRuntimeStatus.Failed, null, TaskFailureDetails.FromException(exception));
    }
}

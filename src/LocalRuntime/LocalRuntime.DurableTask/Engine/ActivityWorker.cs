using LocalRuntime.DurableTask.History;
using LocalRuntime.DurableTask.Replay;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.DurableTask.Engine;

/// <summary>Runs activities, a limited number at a time. What it was given and did not begin is in history and begins after a restart.</summary>
internal sealed partial class ActivityWorker(ITaskCatalog catalog, DataConverter converter, EngineOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.MaxConcurrentActivities);
    private readonly CancellationTokenSource _noNewWork = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly WorkCount _running = new();

    /// <summary>Runs the activity in the background and hands its result, an event without time, to <paramref name="report"/>.</summary>
    /// <param name="instanceId">The orchestration that called.</param>
    /// <param name="scheduled">Its call.</param>
    /// <param name="traceParent">Its place in the trace; null when nobody traces.</param>
    /// <param name="report">Takes the result.</param>
    public void Start(string instanceId, HistoryEvent scheduled, string? traceParent, Action<HistoryEvent> report)
    {
        var noNewWork = _noNewWork.Token;
        _ = Task.Run(() => RunAsync(instanceId, scheduled, traceParent, report, noNewWork), CancellationToken.None);
    }

    /// <summary>Begins no more activities and waits for those that run; when the token is cancelled they are told to stop.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _noNewWork.CancelAsync();
        try
        {
            await _running.WhenNoneAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await _abandon.CancelAsync();
        }
    }

    public void Dispose()
    {
        _noNewWork.Cancel();
        _noNewWork.Dispose();
        _abandon.Dispose();
    }

    private async Task RunAsync(string instanceId, HistoryEvent scheduled, string? traceParent, Action<HistoryEvent> report, CancellationToken noNewWork)
    {
        try
        {
            await _slots.WaitAsync(noNewWork);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        _running.Add();
        try
        {
            report(await ExecuteAsync(instanceId, scheduled, traceParent));
        }
        catch (OperationCanceledException) when (_abandon.IsCancellationRequested)
        {
            // Not a result: the activity runs again after the restart.
        }
        finally
        {
            _running.Remove();
            _slots.Release();
        }
    }

    private async Task<HistoryEvent> ExecuteAsync(string instanceId, HistoryEvent scheduled, string? traceParent)
    {
        using var span = Tracing.StartActivity(instanceId, scheduled, traceParent);
        var name = scheduled.Name!;
        if (catalog.FindActivity(name) is not { } activity)
        {
            return HistoryEvents.TaskFailed(default, scheduled.EventId, UnknownTask.Activity(name));
        }

        var start = time.GetTimestamp();
        try
        {
            var result = await activity(new ActivityCall(instanceId, name, scheduled.Input), _abandon.Token);
            var serialized = converter.Serialize(result);
            Log.Completed(logger, name, instanceId, scheduled.EventId, time.GetElapsedTime(start).TotalMilliseconds);
            return HistoryEvents.TaskCompleted(default, scheduled.EventId, serialized);
        }
#pragma warning disable CA1031 // Whatever an activity throws is its result.
        catch (Exception exception) when (!_abandon.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Tracing.Fail(span, exception.GetType().FullName);
            Log.Failed(logger, name, instanceId, scheduled.EventId, exception.GetType().FullName);
            return HistoryEvents.TaskFailed(default, scheduled.EventId, TaskFailureDetails.FromException(exception));
        }
    }

    // Ids, names and types only: messages of exceptions may hold what the activity worked on.
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Activity {Name} of {InstanceId} (#{TaskId}) completed in {Milliseconds} ms")]
        public static partial void Completed(ILogger logger, string name, string instanceId, int taskId, double milliseconds);

        [LoggerMessage(2, LogLevel.Warning, "Activity {Name} of {InstanceId} (#{TaskId}) failed with {ErrorType}")]
        public static partial void Failed(ILogger logger, string name, string instanceId, int taskId, string? errorType);
    }
}

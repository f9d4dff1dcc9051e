using LocalRuntime.DurableTask.Replay;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>
/// What an orchestrator may use. Its code runs again from the start whenever something arrives, so that every await must be
/// on a task of this context, and time, GUIDs and randomness must come from it.
/// </summary>
public abstract class TaskOrchestrationContext
{
    public abstract TaskName Name { get; }

    public abstract string InstanceId { get; }

    /// <summary>The orchestration that called this one; null at the top.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>The orchestration's clock (UTC): the time of the step, the same in every replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code runs again over what already happened.</summary>
    public abstract bool IsReplaying { get; }

    public virtual string Version => "";

    public virtual ILoggerFactory ReplaySafeLoggerFactory => new ReplaySafeLoggerFactory(this, LoggerFactory);

    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The input given at the start, converted; default when there was none.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Runs an activity, at least once, and returns its recorded result.</summary>
    /// <exception cref="TaskFailedException">The last attempt failed.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);

    public virtual Task<TResult?> CallActivityAsync<TResult>(TaskName name, TaskOptions options) => CallActivityAsync<TResult?>(name, null, options);

    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync(name, null, options);

    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) => CallActivityAsync<object>(name, input, options);

    /// <summary>Runs another orchestrator as a part of this one and returns its result.</summary>
    /// <exception cref="TaskFailedException">The last attempt failed.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    public virtual Task<TResult?> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult?>(orchestratorName, null, options);

    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) => CallSubOrchestratorAsync(orchestratorName, null, options);

    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) => CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>A task that completes at <paramref name="fireAt"/> (UTC), also when the process ended in between.</summary>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>
    /// The next event of that name, not regarding case; one that came early is kept. The youngest waiter gets the event.
    /// As officially, a cancelled waiter stays in line and swallows the event it would have received.
    /// </summary>
    public abstract Task<T?> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <exception cref="TaskCanceledException">Nothing came within <paramref name="timeout"/>.</exception>
    public Task<T?> WaitForExternalEvent<T>(string eventName, TimeSpan timeout) => WaitForExternalEvent<T>(eventName, timeout, CancellationToken.None);

    /// <exception cref="TaskCanceledException">Nothing came within <paramref name="timeout"/>, or the token was cancelled.</exception>
    public async Task<T?> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timerCancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = CreateTimer(timeout, timerCancellation.Token);
        using var eventCancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var received = WaitForExternalEvent<T>(eventName, eventCancellation.Token);

        // Cancelled without awaiting: an orchestrator's thread is one, and the continuations belong to it.
        if (await Task.WhenAny(timer, received) == received)
        {
#pragma warning disable CA1849, MA0042
            timerCancellation.Cancel();
        }
        else
        {
            eventCancellation.Cancel();
#pragma warning restore CA1849, MA0042
        }

        return await received;
    }

    /// <summary>Sends an event to another orchestration; at least once, without waiting for it.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Starts over with a new input and an empty history as soon as the orchestrator returns.</summary>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    public virtual void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ContinueAsNew(options.NewInput, options.PreserveUnprocessedEvents);
    }

    /// <summary>Shows a value to those who query this instance, from the end of this step on.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>A GUID that is the same in every replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that is silent during replay.</summary>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) => ReplaySafeLoggerFactory.CreateLogger(categoryName);

    public virtual ILogger CreateReplaySafeLogger(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return CreateReplaySafeLogger(type.FullName ?? type.Name);
    }

    public virtual ILogger CreateReplaySafeLogger<T>() => CreateReplaySafeLogger(typeof(T));
}

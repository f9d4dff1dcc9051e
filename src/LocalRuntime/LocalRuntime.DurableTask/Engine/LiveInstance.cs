using Azure;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.DurableTask.Engine;

/// <summary>
/// A live instance: takes messages and handles them in steps, one step at a time, with its history kept in memory between
/// them. When a storage call fails, what is in memory is dropped, storage is read again and the messages are handled anew;
/// those that history already holds are recognized. So a lost reply, a lost race and a restart are one case.
/// </summary>
internal sealed partial class LiveInstance
{
    private const int MostDoublings = 6;

    private readonly string _instanceId;
    private readonly InstanceServices _services;
    private readonly Action<LiveInstance> _retired;
    private readonly OrchestrationSteps _steps;
    private readonly Lock _gate = new();
    private List<Message> _inbox = [];
    private bool _isRunning;
    private bool _isRetired;

    public LiveInstance(string instanceId, InstanceServices services, Action<LiveInstance> retired)
    {
        _instanceId = instanceId;
        _services = services;
        _retired = retired;
        _steps = new OrchestrationSteps(instanceId, services, Post);
    }

    public string InstanceId => _instanceId;

    /// <summary>Takes a message.</summary>
    /// <returns>False when this one has retired; a new one must be made.</returns>
    public bool TryPost(Message message)
    {
        lock (_gate)
        {
            if (_isRetired)
            {
                return false;
            }

            _inbox.Add(message);
            if (!_isRunning)
            {
                _isRunning = true;
                _services.Running.Add();
                _ = Task.Run(RunAsync);
            }

            return true;
        }
    }

    private void Post(Message message)
    {
        if (!TryPost(message))
        {
            _services.Router.Post(_instanceId, message);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            var failures = 0;
            while (TakeBatch() is { } batch)
            {
                if (await TryStepAsync(batch))
                {
                    failures = 0;
                    continue;
                }

                lock (_gate)
                {
                    // A start is in storage by now, perhaps with a history: only storage may say what there is.
                    _inbox.InsertRange(0, batch.Select(message => message.Start is null ? message : new Message()));
                }

                var delay = _services.Options.RetryDelay * (1 << Math.Min(failures++, MostDoublings));
                await Task.Delay(delay, _services.Time, _services.Stopped);
            }
        }
        catch (OperationCanceledException) when (_services.Stopped.IsCancellationRequested)
        {
            Abandon();
        }
        finally
        {
            _services.Running.Remove();
        }
    }

    private async Task<bool> TryStepAsync(List<Message> batch)
    {
        await _services.Slots.WaitAsync(_services.Stopped);
        try
        {
            await _steps.HandleAsync(batch, _services.Stopped);
            return true;
        }
        catch (OperationCanceledException) when (_services.Stopped.IsCancellationRequested)
        {
            foreach (var message in batch)
            {
                message.Handled?.TrySetCanceled(_services.Stopped);
            }

            throw;
        }
#pragma warning disable CA1031 // Storage may fail in any way; the step is tried again on what storage then holds.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.StepFailed(_services.Logger, _instanceId, exception.GetType().FullName, (exception as RequestFailedException)?.ErrorCode);
            _steps.Forget();
            return false;
        }
        finally
        {
            _services.Slots.Release();
        }
    }

    private List<Message>? TakeBatch()
    {
        lock (_gate)
        {
            if (_inbox.Count > 0)
            {
                var batch = _inbox;
                _inbox = [];
                return batch;
            }

            _isRunning = false;
            if (_steps.IsOver)
            {
                _isRetired = true;
                _retired(this);
            }

            return null;
        }
    }

    /// <summary>Tells the trace that this process is done with the instance, which goes on elsewhere.</summary>
    public void EndSpan() => _steps.EndSpan(OrchestrationRuntimeStatus.Running, errorType: null);

    /// <summary>Retires without another step; what waits for it is cancelled.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _isRunning = false;
            _isRetired = true;
            _steps.Stop();
            foreach (var message in _inbox)
            {
                message.Handled?.TrySetCanceled(_services.Stopped);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Warning, "A step of {InstanceId} did not reach storage ({ErrorType} {ErrorCode}); reading back and trying again")]
        public static partial void StepFailed(ILogger logger, string instanceId, string? errorType, string? errorCode);
    }
}

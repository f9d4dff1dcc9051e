using LocalRuntime.DurableTask.Replay;
using LocalRuntime.DurableTask.Storage;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.DurableTask.Engine;

/// <summary>What every live instance works with.</summary>
internal sealed record InstanceServices(
    InstanceStore Instances,
    HistoryStore History,
    OrchestrationExecutor Executor,
    ActivityWorker Activities,
    DurableTimers Timers,
    StatusSignals Signals,
    IInstanceRouter Router,
    EngineOptions Options,
    TimeProvider Time,
    ILogger Logger,
    SemaphoreSlim Slots,
    WorkCount Running,
    CancellationToken Stopped);

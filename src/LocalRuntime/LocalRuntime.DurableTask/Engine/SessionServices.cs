using Microsoft.DurableTask.Replay;
using Microsoft.DurableTask.Storage;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Engine;

/// <summary>What every session works with.</summary>
internal sealed record SessionServices(
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

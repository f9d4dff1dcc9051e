using System.Collections.Concurrent;
using LocalRuntime.DurableTask.History;
using LocalRuntime.DurableTask.Replay;
using LocalRuntime.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.DurableTask.Engine;

/// <summary>
/// Runs the orchestrations of one task hub in this process. History in storage is the truth; memory holds live instances and
/// their messages. At start every instance that has not ended goes on from its history.
/// </summary>
internal sealed partial class DurableEngine : IInstanceRouter, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LiveInstance> _live = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopped = new();
    private readonly WorkCount _running = new();
    private readonly TaskHub _hub;
    private readonly InstanceServices _services;
    private readonly ILogger _logger;

    public DurableEngine(TaskHub hub, ITaskCatalog catalog, DataConverter converter, EngineOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _hub = hub;
        _logger = loggers.CreateLogger("Host.Triggers.DurableTask");
        Catalog = catalog;
        Payloads = new LargePayloads(hub.LargeMessages);
        _services = new InstanceServices(
            new InstanceStore(hub, Payloads),
            new HistoryStore(hub, Payloads, time),
            new OrchestrationExecutor(catalog, converter, loggers),
            new ActivityWorker(catalog, converter, options, time, _logger),
            new DurableTimers(time),
            new StatusSignals(),
            this,
            options,
            time,
            _logger,
            new SemaphoreSlim(options.MaxConcurrentOrchestrators),
            _running,
            _stopped.Token);
    }

    public ITaskCatalog Catalog { get; }

    public LargePayloads Payloads { get; }

    public InstanceStore Instances => _services.Instances;

    public HistoryStore History => _services.History;

    public StatusSignals Signals => _services.Signals;

    public EngineOptions Options => _services.Options;

    public TimeProvider Time => _services.Time;

    /// <summary>Creates the hub if needed and resumes what has not ended.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _hub.CreateIfNotExistsAsync(cancellationToken);
        var resumed = 0;
        await foreach (var record in Instances.UnfinishedAsync(cancellationToken))
        {
            Post(record.InstanceId, new Message());
            resumed++;
        }

        Log.Started(_logger, _hub.Name, resumed);
    }

    /// <summary>
    /// Begins no more activities, waits for those that run and records their results; what has not come to an end when the
    /// token is cancelled is left to the next start.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _services.Activities.StopAsync(cancellationToken);
            await _running.WhenNoneAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Log.StoppedEarly(_logger, _hub.Name);
        }

        await _stopped.CancelAsync();
        foreach (var instance in _live.Values)
        {
            instance.EndSpan();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _running.WhenNoneAsync();
        foreach (var instance in _live.Values)
        {
            instance.Abandon();
        }

        _services.Activities.Dispose();
        _stopped.Dispose();
    }

    public void Post(string instanceId, Message message)
    {
        while (!_live.GetOrAdd(instanceId, Load).TryPost(message))
        {
            // The live instance retired in this moment and is leaving the map.
            if (_stopped.IsCancellationRequested)
            {
                message.Handled?.TrySetCanceled(_stopped.Token);
                return;
            }
        }
    }

    public async Task<Delivery> SendAsync(string instanceId, Message message, CancellationToken cancellationToken)
    {
        Post(instanceId, message);
        return await message.Handled!.Task.WaitAsync(cancellationToken);
    }

    public async Task<InstanceRecord?> CreateAsync(InstanceRecord record, Func<InstanceRecord, bool> mayReplace, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var created = await Instances.TryInsertAsync(record, cancellationToken);
                if (created is null)
                {
                    // Read in this order, and deleted under this version: a start that wins in between is never harmed.
                    var sentinel = await History.FindSentinelAsync(record.InstanceId, cancellationToken);
                    if (await Instances.FindAsync(record.InstanceId, withPayloads: true, cancellationToken) is not { } existing)
                    {
                        continue;
                    }

                    if (!mayReplace(existing))
                    {
                        return existing;
                    }

                    if (!existing.IsCompleted)
                    {
                        await TerminateAsync(record.InstanceId, cancellationToken);
                        continue;
                    }

                    if (sentinel is { } version && !await History.TryDeleteSentinelAsync(record.InstanceId, version, cancellationToken))
                    {
                        continue;
                    }

                    created = await Instances.TryReplaceAsync(record, existing.ETag, cancellationToken);
                }

                if (created is not null)
                {
                    Post(record.InstanceId, new Message { Start = created });
                    return null;
                }
            }
        }
        catch
        {
            // The row may have been written all the same; whoever asked will look for it.
            Post(record.InstanceId, new Message());
            throw;
        }
    }

    /// <summary>Deletes an ended instance.</summary>
    /// <returns>Its status before; null when there is no such instance. One that has not ended is left alone.</returns>
    public async Task<OrchestrationRuntimeStatus?> PurgeAsync(string instanceId, bool recursive, CancellationToken cancellationToken)
    {
        if (await Instances.FindAsync(instanceId, withPayloads: false, cancellationToken) is not { } record)
        {
            return null;
        }

        if (!record.IsCompleted)
        {
            return record.Status;
        }

        if (recursive)
        {
            var children = (await History.ReadAsync(instanceId, cancellationToken)).Where(@event => @event.Type == EventType.SubOrchestrationInstanceCreated && @event.IsDecision);
            foreach (var child in children)
            {
                await PurgeAsync(child.InstanceId!, recursive, cancellationToken);
            }
        }

        // The Instances row last: a purge that was interrupted can be asked for again.
        await History.PurgeAsync(instanceId, cancellationToken);
        await Payloads.DeleteAsync(instanceId, cancellationToken);
        await Instances.TryDeleteAsync(instanceId, record.ETag, cancellationToken);
        return record.Status;
    }

    private Task<Delivery> TerminateAsync(string instanceId, CancellationToken cancellationToken)
    {
        var terminated = HistoryEvents.Terminated(default, null, recurse: false) with { MessageId = Identifiers.NewMessageId() };
        var handled = new TaskCompletionSource<Delivery>(TaskCreationOptions.RunContinuationsAsynchronously);
        return SendAsync(instanceId, new Message { Event = terminated, Handled = handled }, cancellationToken);
    }

    private LiveInstance Load(string instanceId) =>
        new(instanceId, _services, instance => _live.TryRemove(new KeyValuePair<string, LiveInstance>(instance.InstanceId, instance)));

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Information, "Task hub {Hub} started; {Resumed} unfinished instances resumed")]
        public static partial void Started(ILogger logger, string hub, int resumed);

        [LoggerMessage(31, LogLevel.Warning, "Task hub {Hub} stopped before all work had ended; it goes on at the next start")]
        public static partial void StoppedEarly(ILogger logger, string hub);
    }
}

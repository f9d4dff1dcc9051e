using LocalRuntime.DurableTask.Functions.Management;
using LocalRuntime.DurableTask.History;
using LocalRuntime.DurableTask.Replay;
using LocalRuntime.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.Engine;

/// <summary>The client of the engine in the same process.</summary>
internal sealed class LocalDurableTaskClient(DurableEngine engine, DataConverter converter, string name = "", ManagementLinks? links = null)
    : DurableTaskClient(name)
{
    /// <summary>Makes management URLs; null outside of the Functions host.</summary>
    public ManagementLinks? Links { get; } = links;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        var instanceId = options?.InstanceId ?? Identifiers.NewInstanceId();
        var existing = await StartAsync(orchestratorName.Name, converter.Serialize(input), instanceId, options, cancellation);
        return existing is null
            ? instanceId
            : throw new InvalidOperationException($"An Orchestration instance with the ID {instanceId} already exists (status {existing}).");
    }

    /// <summary>Starts an instance with an input that is already serialized.</summary>
    /// <returns>Null when started; the status of the instance that has the id otherwise.</returns>
    /// <exception cref="ArgumentException">The orchestrator is unknown or the instance id is not allowed.</exception>
    public async Task<OrchestrationRuntimeStatus?> StartAsync(
        string orchestratorName,
        string? serializedInput,
        string instanceId,
        StartOrchestrationOptions? options,
        CancellationToken cancellation)
    {
        InstanceIds.Check(instanceId);
        if (engine.Catalog.FindOrchestrator(orchestratorName) is null)
        {
            throw new ArgumentException(UnknownTask.OrchestratorMessage(orchestratorName), nameof(orchestratorName));
        }

        using var span = Tracing.StartCreation(orchestratorName, instanceId);
        var now = engine.Time.GetUtcNow();
        var record = new InstanceRecord
        {
            InstanceId = instanceId,
            ExecutionId = Identifiers.NewExecutionId(),
            Name = orchestratorName,
            Version = options?.Version?.Version,
            Input = serializedInput,
            CreatedTime = now,
            LastUpdatedTime = now,
            ScheduledStartTime = options?.StartAt,
            Tags = options?.Tags ?? new StartOrchestrationOptions().Tags,
            TraceParent = span?.Id,
        };
        var existing = await engine.CreateAsync(record, Replaceable(options), cancellation);
        return existing?.Status;
    }

    /// <summary>Raises an event whose payload is already serialized.</summary>
    public Task<Delivery> RaiseAsync(string instanceId, string eventName, string? serializedPayload, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(instanceId, HistoryEvents.EventRaised(default, eventName, serializedPayload, Identifiers.NewMessageId()), cancellation);
    }

    public Task<Delivery> TerminateAsync(string instanceId, string? serializedOutput, bool recursive, CancellationToken cancellation) =>
        SendAsync(instanceId, HistoryEvents.Terminated(default, serializedOutput, recursive), cancellation);

    public Task<Delivery> SuspendAsync(string instanceId, string? reason, CancellationToken cancellation) =>
        SendAsync(instanceId, HistoryEvents.Suspended(default, reason), cancellation);

    public Task<Delivery> ResumeAsync(string instanceId, string? reason, CancellationToken cancellation) =>
        SendAsync(instanceId, HistoryEvents.Resumed(default, reason), cancellation);

    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        ThrowUnlessRecorded(instanceId, await RaiseAsync(instanceId, eventName, converter.Serialize(eventPayload), cancellation));

    public override async Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        ThrowUnlessRecorded(instanceId, await TerminateAsync(instanceId, converter.Serialize(options?.Output), options?.Recursive ?? false, cancellation));

    public override async Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        ThrowUnlessRecorded(instanceId, await SuspendAsync(instanceId, reason, cancellation));

    public override async Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        ThrowUnlessRecorded(instanceId, await ResumeAsync(instanceId, reason, cancellation));

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        InstanceIds.Check(instanceId);
        return await engine.Instances.FindAsync(instanceId, getInputsAndOutputs, cancellation) is { } record
            ? ToMetadata(record, getInputsAndOutputs)
            : null;
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, metadata => metadata.RuntimeStatus != OrchestrationRuntimeStatus.Pending, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, metadata => metadata.IsCompleted, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create(async (continuation, pageSize, cancellation) =>
        {
            var (records, next) = await engine.Instances.QueryAsync(query, continuation ?? query.ContinuationToken, pageSize ?? query.PageSize, cancellation);
            return new Page<OrchestrationMetadata>([.. records.Select(record => ToMetadata(record, query.FetchInputsAndOutputs))], next);
        });
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        InstanceIds.Check(instanceId);
        var status = await engine.PurgeAsync(instanceId, options?.Recursive ?? false, cancellation);
        return new PurgeResult(status?.IsTerminal() == true ? 1 : 0, isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        OrchestrationRuntimeStatus[] terminal = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];
        var statuses = filter.Statuses?.Where(RuntimeStatuses.IsTerminal).ToArray() ?? terminal;
        var started = engine.Time.GetTimestamp();
        var purged = 0;
        if (statuses.Length == 0)
        {
            return new PurgeResult(0, isComplete: true);
        }

        await foreach (var instance in GetAllInstancesAsync(new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, statuses, PageSize: 1000)).WithCancellation(cancellation))
        {
            if (filter.Timeout is { } timeout && engine.Time.GetElapsedTime(started) > timeout)
            {
                return new PurgeResult(purged, isComplete: false);
            }

            purged += (await PurgeInstanceAsync(instance.InstanceId, options, cancellation)).PurgedInstanceCount;
        }

        return new PurgeResult(purged, isComplete: true);
    }

    public override async Task<string> RestartAsync(string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        InstanceIds.Check(instanceId);
        var record = await engine.Instances.FindAsync(instanceId, withPayloads: true, cancellation)
            ?? throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.", nameof(instanceId));
        var newInstanceId = restartWithNewInstanceId ? Identifiers.NewInstanceId() : instanceId;
        var options = new StartOrchestrationOptions(newInstanceId) { Version = record.Version, Tags = record.Tags };
        return await StartAsync(record.Name, record.Input, newInstanceId, options, cancellation) is { } status
            ? throw new InvalidOperationException($"An orchestration with the instanceId {instanceId} cannot be restarted in status {status}.")
            : newInstanceId;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void ThrowUnlessRecorded(string instanceId, Delivery delivery)
    {
        switch (delivery)
        {
            case Delivery.NotFound:
                throw new ArgumentException($"No instance with ID '{instanceId}' was found.", nameof(instanceId));
            case Delivery.Ended:
                throw new InvalidOperationException($"The orchestration instance with ID '{instanceId}' has ended.");
            default:
                break;
        }
    }

    private async Task<OrchestrationMetadata> WaitAsync(string instanceId, bool getInputsAndOutputs, Func<OrchestrationMetadata, bool> isReached, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = engine.Signals.NextChange(instanceId);
            var metadata = await GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation)
                ?? throw new InvalidOperationException($"Orchestration with instanceId '{instanceId}' does not exist.");
            if (isReached(metadata))
            {
                return metadata;
            }

            // The pause only matters for an instance that another process runs.
            await Task.WhenAny(changed, Task.Delay(engine.Options.WaitPollInterval, engine.Time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private Task<Delivery> SendAsync(string instanceId, HistoryEvent @event, CancellationToken cancellation)
    {
        InstanceIds.Check(instanceId);
        var message = new Message
        {
            Event = @event with { MessageId = @event.MessageId ?? Identifiers.NewMessageId() },
            Handled = new TaskCompletionSource<Delivery>(TaskCreationOptions.RunContinuationsAsynchronously),
        };
        return engine.SendAsync(instanceId, message, cancellation);
    }

    private Func<InstanceRecord, bool> Replaceable(StartOrchestrationOptions? options)
    {
        if (options?.DedupeStatuses is { } names)
        {
            var kept = names.Select(Enum.Parse<OrchestrationRuntimeStatus>).ToHashSet();
            return existing => !kept.Contains(existing.Status);
        }

        return engine.Options.ReplacesAnyState ? static _ => true : static existing => existing.IsCompleted;
    }

    private OrchestrationMetadata ToMetadata(InstanceRecord record, bool withPayloads) => new(record.Name, record.InstanceId)
    {
        RuntimeStatus = record.Status,
        CreatedAt = record.CreatedTime,
        LastUpdatedAt = record.LastUpdatedTime,
        Tags = record.Tags,
        DataConverter = withPayloads ? converter : null,
        SerializedInput = record.Input,
        SerializedOutput = record.Output,
        SerializedCustomStatus = record.CustomStatus,
        FailureDetails = record.FailureDetails,
    };
}

using System.Collections.Immutable;
using Azure;
using LocalRuntime.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.Storage;

/// <summary>A row of the Instances table: what is shown of an instance, and all that is known of one that has not started.</summary>
internal sealed record InstanceRecord
{
    public required string InstanceId { get; init; }

    public required string ExecutionId { get; init; }

    public required string Name { get; init; }

    public string? Version { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public required DateTimeOffset CreatedTime { get; init; }

    public required DateTimeOffset LastUpdatedTime { get; init; }

    public DateTimeOffset? CompletedTime { get; init; }

    /// <summary>The first step waits for this time.</summary>
    public DateTimeOffset? ScheduledStartTime { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ParentInstance? Parent { get; init; }

    /// <summary>W3C trace context of whoever asked for it; null when nobody traced.</summary>
    public string? TraceParent { get; init; }

    public TaskFailureDetails? FailureDetails { get; init; }

    public ETag ETag { get; init; }

    public bool IsCompleted => Status.IsTerminal();
}

internal static class RuntimeStatuses
{
    public static bool IsTerminal(this OrchestrationRuntimeStatus status) =>
        status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}

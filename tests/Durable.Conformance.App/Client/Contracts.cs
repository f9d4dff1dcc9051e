using System.Text.Json;

namespace Durable.Conformance.App.Client;

/// <summary>A start, as the driver asks for it.</summary>
/// <param name="Orchestrator">Name of the function.</param>
/// <param name="Input">Any JSON; no input when null.</param>
/// <param name="InstanceId">The client's choice when null.</param>
/// <param name="StartAt">Not before this time.</param>
/// <param name="DedupeStatuses">The engine's defaults when null.</param>
public sealed record Start(
    string Orchestrator, JsonElement? Input = null, string? InstanceId = null, DateTimeOffset? StartAt = null, IReadOnlyList<string>? DedupeStatuses = null);

/// <summary>Which instances; also those of a purge, which knows no prefix and no pages.</summary>
public sealed record Query(
    string? Prefix = null,
    IReadOnlyList<string>? Statuses = null,
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    int? PageSize = null,
    string? ContinuationToken = null,
    bool WithPayloads = false);

/// <summary>Something for an instance.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Name">Name of an event.</param>
/// <param name="Payload">Payload of an event; output of a termination.</param>
/// <param name="Flag">Recursive, or with a new instance id.</param>
public sealed record Command(string InstanceId, string? Name = null, JsonElement? Payload = null, bool Flag = false);

/// <summary>An instance as the client shows it; payloads in their serialized form.</summary>
public sealed record Instance(
    string InstanceId,
    string Name,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt,
    string? Input,
    string? Output,
    string? CustomStatus,
    Failure? Failure);

/// <summary>How an instance failed.</summary>
public sealed record Failure(string Type, string Message);

/// <summary>One page of a list.</summary>
public sealed record InstancePage(IReadOnlyList<Instance> Instances, string? ContinuationToken);

/// <summary>Why the client did not do what it was asked for.</summary>
/// <param name="Exception">Name of what it threw.</param>
/// <param name="Message">Its message.</param>
public sealed record Refused(string Exception, string Message);

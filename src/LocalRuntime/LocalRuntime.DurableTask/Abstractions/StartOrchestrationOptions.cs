using System.Collections.Immutable;

namespace Microsoft.DurableTask;

/// <summary>How a client starts an orchestration.</summary>
public record StartOrchestrationOptions
{
    /// <param name="InstanceId">1 to 256 characters, of which 100 are guaranteed, without <c>/ \ # ?</c> and control characters, not starting with <c>@</c>; a new GUID when null.</param>
    /// <param name="StartAt">Earliest start; at once when null or past.</param>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    public string? InstanceId { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public TaskVersion? Version { get; init; }

    /// <summary>Names of the statuses in which an existing instance of the same id is kept and the start refused.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}

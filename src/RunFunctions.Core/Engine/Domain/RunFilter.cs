namespace RunFunctions.Core.Engine.Domain;

/// <summary>Which runs somebody means. What is null or empty leaves nothing out. <see cref="RunFilterText"/> reads and writes it.</summary>
public sealed record RunFilter
{
    /// <summary>Every run.</summary>
    public static RunFilter All { get; } = new();

    public RunKind? Kind { get; init; }

    /// <summary>Any of these, each once, in the order of a run's life; none: any state.</summary>
    public IReadOnlyList<RunState> States { get; init; } = [];

    /// <summary>Id of the subject.</summary>
    public string? Subject { get; init; }

    /// <summary>A tag that it has.</summary>
    public string? Tag { get; init; }

    /// <summary>First moment of its place in the list, UTC: when it was asked for, moments before it was queued.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>First moment after, UTC.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Whether it failed or ran out of time.</summary>
    public bool? HasFailure { get; init; }

    /// <summary>Whether another run repeats it.</summary>
    public bool? Superseded { get; init; }

    /// <summary>Group of failures (<see cref="FailureFingerprint"/>).</summary>
    public string? Fingerprint { get; init; }
}

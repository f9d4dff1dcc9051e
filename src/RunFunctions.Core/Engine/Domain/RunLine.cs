using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>A run as the list of runs shows it: a copy that may be a moment older than the run.</summary>
public sealed record RunLine
{
    public required RunId Id { get; init; }

    public required SubjectKey Subject { get; init; }

    public required RunState State { get; init; }

    /// <summary>Its place in the list.</summary>
    public required DateTimeOffset ListedAt { get; init; }

    /// <summary>When it was queued.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public required UserId CreatedBy { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it became terminal.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Null unless FAILED.</summary>
    public string? FailureType { get; init; }

    /// <summary>Where and why it failed or ran out of time; null otherwise.</summary>
    public RunFailure? Failure { get; init; }

    /// <summary>Whether it repeats a step whose attempt before failed.</summary>
    public bool Retrying { get; init; }

    /// <summary>The run that it repeats.</summary>
    public RunId? ParentRunId { get; init; }

    /// <summary>The run that repeats it.</summary>
    public RunId? SupersededBy { get; init; }

    /// <summary>Whether it must be kept.</summary>
    public bool LegalHold { get; init; }

    /// <summary>In ordinal order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>From its start to its end; null before either.</summary>
    public TimeSpan? Duration => CompletedAt - StartedAt;

    /// <summary>Group of failures that it belongs to; null when it did not fail.</summary>
    public string? Fingerprint => Failure is { } failure ? FailureFingerprint.Of(Subject.Kind, failure) : null;
}

/// <summary>How many runs are in each state.</summary>
/// <param name="ByState">Every state, also those of no run.</param>
/// <param name="Complete">False when there were more runs than are counted at once: what was counted are the newest.</param>
public sealed record RunCounts(IReadOnlyDictionary<RunState, int> ByState, bool Complete);

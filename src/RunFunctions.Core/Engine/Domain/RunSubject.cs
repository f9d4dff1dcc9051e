namespace RunFunctions.Core.Engine.Domain;

/// <summary>
/// The runs of one subject: who holds the slot, who waits, which was the latest. Its row is the guard: the slot and the
/// run's state change in one transaction under this row's condition.
/// </summary>
public sealed record RunSubject
{
    /// <summary>Most runs that may wait for one subject.</summary>
    public const int QueueCapacity = 500;

    public required SubjectKey Key { get; init; }

    /// <summary>When its first run was queued, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>One more with every change; tells which of two copies is the newer.</summary>
    public int Revision { get; init; }

    /// <summary>The only RUNNING run, if any.</summary>
    public RunId? RunningRunId { get; init; }

    /// <summary>QUEUED runs, oldest first.</summary>
    public IReadOnlyList<RunId> Queue { get; init; } = [];

    /// <summary>The run created last.</summary>
    public RunGlance? Latest { get; init; }

    /// <summary>The run completed last with COMPLETED.</summary>
    public RunId? LatestCompletedRunId { get; init; }

    /// <summary>Language in which runs that are queued from now on read the subject, ISO 639-1; null when they find out. The room that owns the subject writes it.</summary>
    public string? RunLanguage { get; init; }

    /// <summary>The run that may start now, if any.</summary>
    public RunId? NextToStart => RunningRunId is null && Queue.Count > 0 ? Queue[0] : null;
}

/// <summary>As much of a run as its subject repeats, so that a status needs no second read.</summary>
public sealed record RunGlance(RunId Id, RunState State, string? FailureType, DateTimeOffset CreatedAt)
{
    /// <summary>How the run read its input.</summary>
    public RunReading Reading { get; init; } = RunReading.None;

    public static RunGlance Of(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunGlance(run.Id, run.State, run.FailureType, run.CreatedAt) { Reading = run.Reading };
    }
}

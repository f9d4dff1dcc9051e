namespace RunFunctions.Core.Engine.Domain;

/// <summary>One line of a run's timeline: a moment, or a stretch of time that began then.</summary>
/// <param name="At">UTC.</param>
/// <param name="Type">One of <see cref="RunEventTypes"/> for a moment, of <see cref="RunTimeline"/> for a stretch.</param>
/// <param name="Duration">How long it took; null for moments, and for what is not over.</param>
/// <param name="StepName">The step that was tried, retried, waited for or taken over.</param>
/// <param name="Attempt">1-based; with <paramref name="StepName"/>.</param>
/// <param name="Status">How an attempt ended, or that it has not.</param>
/// <param name="ErrorCode">Set for failures.</param>
/// <param name="Actor">Who or what caused it; null for waits.</param>
public sealed record TimelineEntry(
    DateTimeOffset At,
    string Type,
    TimeSpan? Duration = null,
    string? StepName = null,
    int? Attempt = null,
    StepStatus? Status = null,
    string? ErrorCode = null,
    RunActor? Actor = null);

/// <summary>
/// Everything that happened to a run, in order of time. Waits and attempts follow each other without a gap, so that their
/// durations add up to the life of a run that has ended. Every event that is kept beside the run is in it, whatever room recorded it.
/// </summary>
public static class RunTimeline
{
    /// <summary>From its creation until it got the subject's slot.</summary>
    public const string WaitedForSlot = "WAITED_FOR_SLOT";

    /// <summary>Until the first attempt of a step.</summary>
    public const string WaitedForStep = "WAITED_FOR_STEP";

    /// <summary>Between two attempts of a step.</summary>
    public const string WaitedForRetry = "WAITED_FOR_RETRY";

    /// <summary>After the last attempt of all.</summary>
    public const string WaitedForEnd = "WAITED_FOR_END";

    /// <summary>One attempt of a step.</summary>
    public const string StepAttempt = "STEP_ATTEMPT";

    /// <summary>The timeline of a run.</summary>
    public static IReadOnlyList<TimelineEntry> Of(RunHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        IEnumerable<TimelineEntry> moments = history.Events
            .Select(happened => new TimelineEntry(
                happened.At, happened.Type, StepName: happened.StepName, Attempt: happened.Attempt, ErrorCode: happened.ErrorCode, Actor: happened.Actor));

        // At the same moment: what caused it, then the wait that it began, then work, and the ending last.
        return [.. moments.Concat(Stretches(history)).OrderBy(entry => entry.At).ThenBy(Rank)];
    }

    private static List<TimelineEntry> Stretches(RunHistory history)
    {
        var run = history.Run;
        List<TimelineEntry> stretches = [];
        Add(stretches, WaitedForSlot, run.CreatedAt, run.StartedAt ?? run.CompletedAt);
        if (run.StartedAt is not { } free)
        {
            return stretches;
        }

        foreach (var attempt in Attempts(history.Artifacts))
        {
            Add(stretches, attempt.Attempt > 1 ? WaitedForRetry : WaitedForStep, free, attempt.At, attempt);
            if (attempt.Attempt > 1)
            {
                stretches.Add(attempt with { Type = RunEventTypes.StepRetried, Duration = null, Status = null, ErrorCode = null });
            }

            stretches.Add(attempt);
            if (attempt.Duration is not { } took)
            {
                return stretches;
            }

            free = attempt.At + took;
        }

        Add(stretches, WaitedForEnd, free, run.CompletedAt);
        return stretches;
    }

    private static IEnumerable<TimelineEntry> Attempts(IReadOnlyList<Artifact> artifacts) =>
        from record in artifacts.Select(artifact => artifact.Step).OfType<StepRecord>()
        group record by (record.StepName, record.Attempt) into records
        let last = records.Last()
        let begun = last.StartedAt!.Value
        select new TimelineEntry(
            begun,
            StepAttempt,
            last.EndedAt - begun,
            last.StepName,
            last.Attempt,
            last.Status,
            last.ErrorCode,
            records.Select(record => record.Worker).LastOrDefault(worker => worker is not null) is { } name ? RunActor.Worker(name) : null);

    private static void Add(List<TimelineEntry> stretches, string type, DateTimeOffset from, DateTimeOffset? to, TimelineEntry? before = null)
    {
        if (to != from)
        {
            stretches.Add(new TimelineEntry(from, type, to - from, before?.StepName, before?.Attempt));
        }
    }

    private static int Rank(TimelineEntry entry) => entry.Type switch
    {
        RunEventTypes.RunCreated => 0,
        WaitedForSlot => 1,
        WaitedForStep or WaitedForRetry or WaitedForEnd => 3,
        RunEventTypes.StepRetried => 4,
        StepAttempt => 5,
        _ when RunEventTypes.EndsRun(entry.Type) => 6,
        _ => 2,
    };
}

using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>What people attach to a run. It never changes what the run does.</summary>
public sealed record RunAnnotations
{
    /// <summary>Nothing attached.</summary>
    public static RunAnnotations None { get; } = new();

    /// <summary>Tags, each once, in ordinal order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Free text for people; never logged, never in keys or histories.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the run must be kept, whatever retention says.</summary>
    public bool LegalHold { get; init; }

    /// <summary>Most tags of a run.</summary>
    public const int MaxTags = 20;

    /// <summary>Longest note in characters.</summary>
    public const int MaxNoteLength = 2000;

    /// <summary>Whether the same things are attached.</summary>
    public bool IsSame(RunAnnotations other) =>
        Tags.SequenceEqual(other.Tags, StringComparer.Ordinal) && Note == other.Note && LegalHold == other.LegalHold;
}

/// <summary>That somebody asked a run to stop.</summary>
/// <param name="By">Who asked.</param>
/// <param name="At">UTC.</param>
public sealed record CancelRequest(UserId By, DateTimeOffset At);

/// <summary>Workers that died in a step, over all its attempts.</summary>
/// <param name="StepName">The step.</param>
/// <param name="Count">How many; back to none when the step ends by itself.</param>
public sealed record WorkerDeaths(string StepName, int Count)
{
    /// <summary>As they are once the worker of the open step is dead. One that gave its lease back did not die.</summary>
    public static WorkerDeaths? After(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run is { OpenStep: { } open, Lease.IsReleased: false }
            ? new WorkerDeaths(open.Name, (run.Deaths?.StepName == open.Name ? run.Deaths.Count : 0) + 1)
            : run.Deaths;
    }
}

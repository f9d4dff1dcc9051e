using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>What happened to a run, in order of time.</summary>
public sealed record TimelineView(string RunId, RunState State, IReadOnlyList<TimelineEntryView> Entries)
{
    public static TimelineView Of(RunHistory history) =>
        new(history.Run.Id.Value, history.Run.State, [.. RunTimeline.Of(history).Select(TimelineEntryView.Of)]);
}

/// <summary>A moment, or a stretch of time that began then.</summary>
public sealed record TimelineEntryView(
    DateTimeOffset At, double? DurationMs, string Type, string? StepName, int? Attempt, StepStatus? Status, string? ErrorCode, ActorView? Actor)
{
    public static TimelineEntryView Of(TimelineEntry entry) =>
        new(
            entry.At,
            entry.Duration?.TotalMilliseconds,
            entry.Type,
            entry.StepName,
            entry.Attempt,
            entry.Status,
            entry.ErrorCode,
            entry.Actor is { } actor ? new ActorView(actor.Kind.ToString().ToLowerInvariant(), actor.Name) : null);
}

/// <summary>Who or what caused something: a user by their id, a worker, recovery or retention by the name of the process.</summary>
public sealed record ActorView(string Kind, string Id);

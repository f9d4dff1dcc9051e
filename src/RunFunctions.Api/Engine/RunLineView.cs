using System.Text.Json.Serialization;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>A page of the list of runs as callers see it.</summary>
/// <param name="Counts">How many runs match the filter; only when asked for.</param>
public sealed record RunListView(
    IReadOnlyList<RunLineView> Items,
    int Limit,
    string? NextCursor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RunCountsView? Counts)
{
    public static RunListView Of(ListView<RunLineView> page, RunCounts? counts)
    {
        ArgumentNullException.ThrowIfNull(page);
        return new(page.Items, page.Limit, page.NextCursor, counts is null ? null : RunCountsView.Of(counts));
    }
}

/// <param name="ByState">By state, every one of them.</param>
/// <param name="Total">Their sum.</param>
/// <param name="Complete">False when counting was cut off: only the newest runs were counted.</param>
public sealed record RunCountsView(IReadOnlyDictionary<string, int> ByState, int Total, bool Complete)
{
    public static RunCountsView Of(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new(counts.ByState.ToDictionary(count => RunStateNames.Of(count.Key), count => count.Value), counts.ByState.Values.Sum(), counts.Complete);
    }
}

/// <summary>A run in a list as callers see it.</summary>
public sealed record RunLineView(
    string RunId,
    string Kind,
    string SubjectId,
    RunState State,
    string? FailureType,
    FailureView? Failure,
    string? Fingerprint,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    long? DurationMs,
    IReadOnlyList<string> Tags,
    string? ParentRunId,
    string? SupersededBy,
    bool LegalHold,
    SelfLinkView Links)
{
    public static RunLineView Of(RunLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new(
            line.Id.Value,
            line.Subject.Kind.Value,
            line.Subject.Id,
            line.State,
            line.FailureType,
            line.Failure is { } failure ? new FailureView(failure.StepName, failure.ErrorCode, failure.Reason) : null,
            line.Fingerprint,
            line.CreatedAt,
            line.CreatedBy.Value,
            line.StartedAt,
            line.CompletedAt,
            line.Duration is { } duration ? (long)Math.Round(duration.TotalMilliseconds) : null,
            line.Tags,
            line.ParentRunId?.Value,
            line.SupersededBy?.Value,
            line.LegalHold,
            new SelfLinkView(RunLinks.Run(line.Id)));
    }
}

public sealed record SelfLinkView(string Self);

using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine.Bulk;

/// <summary>What a job would do.</summary>
public sealed record BulkCountView(int Matched, bool Complete, IReadOnlyList<string> SampleRunIds)
{
    public static BulkCountView Of(BulkStart start) => new(start.Matched, start.Complete, [.. start.Sample.Select(run => run.Value)]);
}

/// <summary>A job as callers see it.</summary>
public sealed record BulkJobView(
    string JobId,
    string Action,
    string? Tag,
    IReadOnlyDictionary<string, string> Filter,
    string State,
    int Matched,
    int Done,
    int Failed,
    IReadOnlyDictionary<string, int> Skipped,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? CancelledAt,
    string? CancelledBy)
{
    public static BulkJobView Of(BulkJob job) => new(
        job.Id.Value,
        StartBulkJob.NameOf(job.Action),
        job.Tag,
        RunFilterText.Of(job.Filter).ToDictionary(text => text.Key, text => text.Value),
        job.State.ToString().ToUpperInvariant(),
        job.Counts.Matched,
        job.Counts.Done,
        job.Counts.Failed,
        job.Counts.Skipped,
        job.CreatedAt,
        job.CreatedBy.Value,
        job.CompletedAt,
        job.CancelledAt,
        job.CancelledBy?.Value);
}

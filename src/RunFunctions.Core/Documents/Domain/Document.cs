using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>A document as it was received; never deleted by processing. Its status is derived from its runs.</summary>
public sealed record Document
{
    /// <summary>Kind of the runs whose subject is a document.</summary>
    public static RunKind RunKind { get; } = RunKind.Parse("document");

    public required DocumentId Id { get; init; }

    public required OriginalFileName OriginalFileName { get; init; }

    public required BlobReference Original { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC; moves with the review only.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public ReviewStatus ReviewStatus { get; init; }

    /// <summary>UTC; set while REVIEWED.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>Set while REVIEWED.</summary>
    public string? ReviewedBy { get; init; }

    /// <summary>The run whose result reviewers had before them when they marked the document as reviewed; null unless REVIEWED.</summary>
    /// <param name="runs">Every run of the document.</param>
    public RunId? WasReviewedIn(IReadOnlyList<Run> runs) => ReviewedAt is { } at
        ? runs.Where(run => run.State == RunState.Completed && run.CompletedAt <= at).MaxBy(run => run.CompletedAt)?.Id
        : null;

    /// <summary>The subject under which the document's runs are kept.</summary>
    public static SubjectKey SubjectOf(DocumentId id) => new(RunKind, id.ToString());
}

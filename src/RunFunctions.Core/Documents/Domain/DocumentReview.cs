using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>How the review of a document goes on (specs/documents.md §5.1); values are never touched by it.</summary>
public static class DocumentReview
{
    /// <summary>Somebody has finished with the document. One that is REVIEWED already stays as it is, with its times.</summary>
    /// <param name="document">The document.</param>
    /// <param name="by">Who has.</param>
    /// <param name="run">The latest completed run, if there is one.</param>
    /// <param name="at">When.</param>
    public static Document MarkReviewed(this Document document, UserId by, RunId? run, DateTimeOffset at) =>
        document.ReviewStatus == ReviewStatus.Reviewed
            ? document
            : document with
            {
                ReviewStatus = ReviewStatus.Reviewed,
                ReviewedAt = at,
                ReviewedBy = by.Value,
                ReviewedRunId = run,
                UpdatedAt = at,
                Revision = document.Revision + 1,
            };

    /// <summary>There is more to do. A document that is IN_REVIEW already stays as it is.</summary>
    public static Document Reopen(this Document document, DateTimeOffset at) =>
        document.ReviewStatus == ReviewStatus.InReview
            ? document
            : document with
            {
                ReviewStatus = ReviewStatus.InReview,
                ReviewedAt = null,
                ReviewedBy = null,
                ReviewedRunId = null,
                UpdatedAt = at,
                Revision = document.Revision + 1,
            };

    /// <summary>A value was changed: what was reviewed is no longer what is there.</summary>
    public static Document Edit(this Document document, DateTimeOffset at) =>
        document.ReviewStatus == ReviewStatus.Reviewed ? document.Reopen(at) : document with { Revision = document.Revision + 1 };
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>
/// Marks a document as reviewed, or reopens it; also while a run is RUNNING. Repeatable: what is so already stays as it is,
/// with its times, and is shown in the list again, should that have failed. What the review says of rules is counted first:
/// whoever dies between the two repeats both, and counts nothing twice.
/// </summary>
public sealed class MarkReviewed(
    IDocumentStore documents, LearnFromReview learn, DocumentListing listing, IDocumentEventLog events, TimeProvider clock)
{
    public Task<Result<Document>> MarkAsync(RequestOrigin origin, DocumentId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return ChangeAsync(
            origin,
            id,
            found => found.Document.MarkReviewed(origin.User, found.Runs.LatestCompletedRunId, clock.GetUtcNow()),
            found => learn.ReviewAsync(origin.Organization, found, cancellationToken),
            DocumentEventTypes.MarkReviewed,
            cancellationToken);
    }

    public Task<Result<Document>> ReopenAsync(RequestOrigin origin, DocumentId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return ChangeAsync(
            origin,
            id,
            found => found.Document.Reopen(clock.GetUtcNow()),
            found => learn.ReopenAsync(origin.Organization, found.Document, cancellationToken),
            DocumentEventTypes.UnmarkReviewed,
            cancellationToken);
    }

    private async Task<Result<Document>> ChangeAsync(
        RequestOrigin origin,
        DocumentId id,
        Func<DocumentWithRuns, Document> change,
        Func<DocumentWithRuns, Task> count,
        string happened,
        CancellationToken cancellationToken)
    {
        while (await documents.FindToChangeAsync(origin.Organization, id, cancellationToken) is { } found)
        {
            var after = change(found.Value);
            var isSame = after.Revision == found.Value.Document.Revision;
            if (!isSame)
            {
                await count(found.Value);
                var judged = after.ReviewedRunId ?? found.Value.Document.ReviewedRunId;
                if (!await documents.TryWriteAsync(
                    origin.Organization, after, found.Version, [new ReviewEvent(happened, judged, origin.User, after.UpdatedAt)], cancellationToken))
                {
                    continue;
                }

                events.Publish(new DocumentEvent(happened, id.ToString(), judged?.Value));
            }

            await listing.ShowReviewAsync(origin.Organization, found.Value with { Document = after }, CancellationToken.None);
            return after;
        }

        return Refusal.NotFound("The document");
    }
}

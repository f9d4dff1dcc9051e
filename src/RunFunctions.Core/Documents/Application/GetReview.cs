using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>What a reviewer sees.</summary>
/// <param name="Document">The document and its runs.</param>
/// <param name="Run">The latest completed run; in the answer to an edit the run that was edited.</param>
/// <param name="Version">The active version of its interpretation.</param>
/// <param name="Data">The interpretation as stored, UTF-8 JSON (specs/documents.md §4.2).</param>
/// <param name="RawTextAvailable">Whether the run's text is there.</param>
public sealed record Review(DocumentWithRuns Document, Run Run, InterpretationVersion Version, ReadOnlyMemory<byte> Data, bool RawTextAvailable);

/// <param name="Stored">The review as it is kept.</param>
/// <param name="Data">Its interpretation with the confidence of today, UTF-8 JSON.</param>
public sealed record ShownReview(Review Stored, ReadOnlyMemory<byte> Data);

/// <summary>
/// Reads a document for review: always from its latest completed run, also while another one runs.
/// Six storage calls, two and two of them at the same time.
/// </summary>
public sealed class GetReview(
    IDocumentStore documents,
    IRunStore runs,
    IInterpretationVersions versions,
    ReviewContents contents,
    ConfidenceOfToday confidence,
    IDocumentEventLog events)
{
    public const string NoCompletedRunReason = "NO_COMPLETED_RUN";

    public async Task<Result<ShownReview>> HandleAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(organization, id, cancellationToken) is not { } document)
        {
            return Refusal.NotFound("The document");
        }

        if (document.Runs.LatestCompletedRunId is not { } runId)
        {
            return NoCompletedRun();
        }

        var newest = versions.FindNewestAsync(organization, runId, cancellationToken);
        var found = await runs.FindAsync(organization, runId, cancellationToken);
        var edited = await newest;
        if (found is not { Value: var run })
        {
            return NoCompletedRun();
        }

        if ((edited ?? InterpretationVersion.FirstOf(run)) is not { } active)
        {
            return ReviewContents.InterpretationMissing();
        }

        var review = await contents.ReadAsync(document, run, active, cancellationToken);
        return await review.ThenAsync<ShownReview>(async stored =>
        {
            var shown = new ShownReview(stored, await confidence.ShowAsync(organization, stored.Data, cancellationToken));
            events.Publish(new DocumentEvent(DocumentEventTypes.DocumentReviewViewed, id.ToString(), runId.Value));
            return shown;
        });
    }

    private static Refusal NoCompletedRun() => Refusal.Conflict(NoCompletedRunReason, "No run of the document has completed yet.");
}

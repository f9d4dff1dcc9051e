using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>What a reviewer sees.</summary>
/// <param name="Document">The document and its runs.</param>
/// <param name="Run">The latest completed run.</param>
/// <param name="InterpretationId">Id of the active version.</param>
/// <param name="VersionNumber">1-based.</param>
/// <param name="Data">The interpretation as stored, UTF-8 JSON (specs/documents.md §4.2).</param>
/// <param name="RawTextAvailable">Whether the run's text is there.</param>
public sealed record Review(
    DocumentWithRuns Document, Run Run, string InterpretationId, int VersionNumber, ReadOnlyMemory<byte> Data, bool RawTextAvailable);

/// <summary>
/// Reads a document for review: always from its latest completed run, also while another one runs.
/// Four storage calls, two of them at the same time.
/// </summary>
public sealed class GetReview(IDocumentStore documents, IRunStore runs, IArtifactStore artifacts, IDocumentEventLog events)
{
    public const string NoCompletedRunReason = "NO_COMPLETED_RUN";

    public const string InterpretationMissingReason = "INTERPRETATION_MISSING";

    public async Task<Result<Review>> HandleAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(organization, id, cancellationToken) is not { } document)
        {
            return Refusal.NotFound("The document");
        }

        if (document.Runs.LatestCompletedRunId is not { } runId
            || await runs.FindAsync(organization, runId, cancellationToken) is not { Value: var run })
        {
            return Refusal.Conflict(NoCompletedRunReason, "No run of the document has completed yet.");
        }

        if (!run.Outputs.TryGetValue(DocumentArtifacts.StructuredInterpretation, out var interpretation))
        {
            return Refusal.Conflict(InterpretationMissingReason, "The completed run has no interpretation.");
        }

        var textThere = run.Outputs.TryGetValue(DocumentArtifacts.RawText, out var text)
            ? artifacts.ExistsAsync(text, cancellationToken)
            : Task.FromResult(false);
        var data = await artifacts.ReadAsync(interpretation, cancellationToken);
        var available = await textThere;
        if (data is null)
        {
            return MissingArtifact.Of("The interpretation of the run");
        }

        events.Publish(new DocumentEvent(DocumentEventTypes.DocumentReviewViewed, id.ToString(), runId.Value));
        return new Review(document, run, InterpretationIds.Of(run.Id, version: 1), 1, data, available);
    }
}

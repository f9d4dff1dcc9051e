using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>
/// Shows a run that was just queued, or a review that went on, in the list of documents. It is kept already: a list that cannot be written now
/// must not turn that into a failure. The ending of the document's next run writes the entry (<see cref="DocumentRunPlan"/>).
/// </summary>
public sealed class DocumentListing(IDocumentIndex index, DocumentRunPlan plan, IDocumentEventLog events)
{
    /// <summary>A document with its first run.</summary>
    public Task ShowAsync(Run run, DocumentWithRuns document, CancellationToken cancellationToken) =>
        TryAsync(run.Subject.Id, run.Id, () => index.PutAsync(run.Organization, document, cancellationToken), cancellationToken);

    /// <summary>Another run of a document.</summary>
    public Task ShowAsync(Run run, RunSubject subject, CancellationToken cancellationToken) =>
        TryAsync(run.Subject.Id, run.Id, () => plan.ProjectAsync(run, subject, cancellationToken), cancellationToken);

    /// <summary>A document whose review went on, or of which people said something.</summary>
    public Task ShowReviewAsync(OrganizationId organization, DocumentWithRuns document, CancellationToken cancellationToken) => TryAsync(
        document.Document.Id.ToString(),
        document.Document.ReviewedRunId,
        () => index.TryUpdateAsync(organization, document, cancellationToken),
        cancellationToken);

    private async Task TryAsync(string document, RunId? run, Func<Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await write();
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            events.Publish(new DocumentEvent(
                DocumentEventTypes.DocumentListingFailed, document, run?.Value, ErrorCodeNames.Of(ErrorCode.ServiceUnavailable)));
        }
    }
}

using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>
/// Shows a run that was just queued in the list of documents. The run is kept already: a list that cannot be written now
/// must not turn that into a failure. The run's ending writes the entry (<see cref="DocumentRunPlan"/>).
/// </summary>
public sealed class DocumentListing(IDocumentIndex index, DocumentRunPlan plan, IDocumentEventLog events)
{
    /// <summary>A document with its first run.</summary>
    public Task ShowAsync(Run run, DocumentWithRuns document, CancellationToken cancellationToken) =>
        TryAsync(run, () => index.PutAsync(run.Organization, document, cancellationToken), cancellationToken);

    /// <summary>Another run of a document.</summary>
    public Task ShowAsync(Run run, RunSubject subject, CancellationToken cancellationToken) =>
        TryAsync(run, () => plan.ProjectAsync(run, subject, cancellationToken), cancellationToken);

    private async Task TryAsync(Run run, Func<Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await write();
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            events.Publish(new DocumentEvent(
                DocumentEventTypes.DocumentListingFailed, run.Subject.Id, run.Id.Value, ErrorCodeNames.Of(ErrorCode.ServiceUnavailable)));
        }
    }
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>Queues another run of a document. Never cancels a running one, never touches the review.</summary>
public sealed class ReprocessDocument(QueueRun queueRun, DocumentListing listing, IDocumentEventLog events)
{
    public async Task<Result<Run>> HandleAsync(
        RequestOrigin origin, DocumentId id, CancellationToken cancellationToken)
    {
        var queued = await queueRun.HandleAsync(origin, Document.SubjectOf(id), cancellationToken);
        if (!queued.TryGet(out var decision, out var refusal))
        {
            return refusal.Code == ErrorCode.NotFound ? Refusal.NotFound("The document") : refusal;
        }

        await listing.ShowAsync(decision.Run, decision.Subject!, cancellationToken);
        events.Publish(new DocumentEvent(DocumentEventTypes.ReprocessRequested, id.ToString(), decision.Run.Id.Value));
        return decision.Run;
    }
}

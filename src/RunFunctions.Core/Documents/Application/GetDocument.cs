using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>Reads one document with its derived status. One storage call.</summary>
public sealed class GetDocument(IDocumentStore documents, IDocumentEventLog events)
{
    public async Task<Result<DocumentWithRuns>> HandleAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(organization, id, cancellationToken) is not { } found)
        {
            return Refusal.NotFound("The document");
        }

        events.Publish(new DocumentEvent(DocumentEventTypes.DocumentMetadataViewed, id.ToString(), found.Runs.Latest?.Id.Value));
        return found;
    }
}

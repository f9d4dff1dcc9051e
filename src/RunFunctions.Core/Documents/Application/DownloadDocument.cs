using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>A document's original, open for reading.</summary>
public sealed record OpenedOriginal(Document Document, Stream Content);

/// <summary>Opens the original of a document.</summary>
public sealed class DownloadDocument(IDocumentStore documents, IArtifactStore artifacts, IDocumentEventLog events)
{
    public async Task<Result<OpenedOriginal>> HandleAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(organization, id, cancellationToken) is not { } found)
        {
            return Refusal.NotFound("The document");
        }

        if (await artifacts.OpenAsync(found.Document.Original, cancellationToken) is not { } content)
        {
            var missing = MissingArtifact.Of("The original of the document");
            events.Publish(new DocumentEvent(
                DocumentEventTypes.DocumentOriginalAccessFailed, id.ToString(), ErrorCode: ErrorCodeNames.Of(missing.Code)));
            return missing;
        }

        events.Publish(new DocumentEvent(DocumentEventTypes.DocumentOriginalAccessed, id.ToString()));
        return new OpenedOriginal(found.Document, content);
    }
}

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
    /// <param name="organization">Owner.</param>
    /// <param name="id">The document.</param>
    /// <param name="toKeep">Whether the caller wants to save it, not only to look at it; for the log.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<OpenedOriginal>> HandleAsync(
        OrganizationId organization, DocumentId id, bool toKeep, CancellationToken cancellationToken)
    {
        var result = await OpenAsync(organization, id, cancellationToken);
        var accessType = toKeep ? "download" : "preview";
        events.Publish(result.TryGet(out _, out var refusal)
            ? new DocumentEvent(DocumentEventTypes.DocumentOriginalAccessed, id.ToString(), AccessType: accessType)
            : new DocumentEvent(
                DocumentEventTypes.DocumentOriginalAccessFailed, id.ToString(), ErrorCode: ErrorCodeNames.Of(refusal.Code), AccessType: accessType));
        return result;
    }

    private async Task<Result<OpenedOriginal>> OpenAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(organization, id, cancellationToken) is not { } found)
        {
            return Refusal.NotFound("The document");
        }

        return await artifacts.OpenAsync(found.Document.Original, cancellationToken) is { } content
            ? new OpenedOriginal(found.Document, content)
            : MissingArtifact.Of("The original of the document");
    }
}

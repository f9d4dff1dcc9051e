using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>Lists documents, newest first.</summary>
public sealed class ListDocuments(IDocumentIndex index, IDocumentEventLog events)
{
    public async Task<ListPage<DocumentListItem>> HandleAsync(
        OrganizationId organization, DocumentFilter filter, int limit, string? after, CancellationToken cancellationToken)
    {
        var page = await index.ListAsync(organization, filter, limit, after, cancellationToken);
        events.Publish(new DocumentEvent(DocumentEventTypes.DocumentListViewed, Count: page.Items.Count));
        return page;
    }
}

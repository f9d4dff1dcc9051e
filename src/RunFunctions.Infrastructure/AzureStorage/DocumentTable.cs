using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Documents, as columns of their subject rows in table <c>Runs</c>.</summary>
public sealed class DocumentTable(RunTable runs) : IDocumentStore
{
    public async Task AddAsync(OrganizationId organization, Document document, RunDecision firstRun, CancellationToken cancellationToken)
    {
        if (!await runs.TryAddAsync(organization, firstRun, DocumentRows.Columns(document), cancellationToken))
        {
            throw new InvalidOperationException("A document with this id exists already.");
        }
    }

    public async Task<DocumentWithRuns?> FindAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken) =>
        await runs.ReadSubjectAsync(organization, Document.SubjectOf(id), fresh: true, cancellationToken) is { } row
            ? DocumentRows.ToDocument(row)
            : null;

    public async Task<Versioned<DocumentWithRuns>?> FindToChangeAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken) =>
        await runs.ReadSubjectAsync(organization, Document.SubjectOf(id), fresh: true, cancellationToken) is { } row
            ? new Versioned<DocumentWithRuns>(DocumentRows.ToDocument(row), row.ETag.ToString())
            : null;

    public async Task<DocumentWithRuns?> FindToListAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken) =>
        await runs.ReadSubjectAsync(organization, Document.SubjectOf(id), fresh: false, cancellationToken) is { } row
            ? DocumentRows.ToDocument(row)
            : null;

    public Task<bool> TryWriteAsync(
        OrganizationId organization, Document document, string version, IReadOnlyList<ReviewEvent> events, CancellationToken cancellationToken) =>
        runs.TryMergeAsync(
            organization,
            Document.SubjectOf(document.Id),
            version,
            DocumentRows.ReviewColumns(document),
            [.. DocumentRows.Events(organization, document, events)],
            cancellationToken);

    public async Task<BlobReference?> FindOriginalAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken) =>
        await runs.ReadSubjectAsync(organization, Document.SubjectOf(id), fresh: false, cancellationToken) is { } row
            ? DocumentRows.ToDocument(row).Document.Original
            : null;
}

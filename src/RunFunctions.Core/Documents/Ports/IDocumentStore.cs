using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Documents.Ports;

/// <summary>Documents. A document shares its row with the subject of its runs, so that one read tells its status.</summary>
public interface IDocumentStore
{
    /// <summary>Adds a document together with its first run, all or nothing.</summary>
    /// <exception cref="InvalidOperationException">The id is taken.</exception>
    Task AddAsync(OrganizationId organization, Document document, RunDecision firstRun, CancellationToken cancellationToken);

    /// <summary>One point read.</summary>
    Task<DocumentWithRuns?> FindAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken);

    /// <summary>A document to decide on. One point read.</summary>
    Task<Versioned<DocumentWithRuns>?> FindToChangeAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken);

    /// <summary>A document to show in lists, possibly as this process last saw it.</summary>
    Task<DocumentWithRuns?> FindToListAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken);

    /// <summary>Writes what changes after the upload: a document's review and the language of its later runs.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="document">The document as it will be.</param>
    /// <param name="version">Version under which it was read.</param>
    /// <param name="events">What happened, kept in the same transaction.</param>
    /// <param name="cancellationToken">Cancels the call, not what was written.</param>
    /// <returns>False when the document or one of its runs has changed: nothing was written, read and decide again.</returns>
    Task<bool> TryWriteAsync(OrganizationId organization, Document document, string version, IReadOnlyList<ReviewEvent> events, CancellationToken cancellationToken);

    /// <summary>Where a document's original lies. It never changes, so the answer may be remembered.</summary>
    Task<BlobReference?> FindOriginalAsync(OrganizationId organization, DocumentId id, CancellationToken cancellationToken);
}

/// <summary>A document and what its row says of its runs.</summary>
public sealed record DocumentWithRuns(Document Document, RunSubject Runs)
{
    /// <summary>Derived status (specs/documents.md §1.2).</summary>
    public DocumentStatusView Status => DocumentStatusView.Of(Runs.Latest?.State, Runs.Latest?.FailureType);
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Ports;

/// <summary>The list of documents, newest first. A copy of what documents and runs say; repairable from them.</summary>
public interface IDocumentIndex
{
    /// <summary>Entries among which one page looks for part of a name.</summary>
    const int MostNames = 999;

    /// <summary>Writes a document's whole entry if there is none, else as <see cref="TryUpdateAsync"/>.</summary>
    Task PutAsync(OrganizationId organization, DocumentWithRuns document, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the latest run and what people made of the document into an entry, each unless a newer one is there: the revisions of
    /// <see cref="DocumentWithRuns.Runs"/> and of <see cref="DocumentWithRuns.Document"/> are compared apart.
    /// </summary>
    /// <returns>False when there is no entry yet.</returns>
    Task<bool> TryUpdateAsync(OrganizationId organization, DocumentWithRuns document, CancellationToken cancellationToken);

    /// <summary>
    /// One page, newest first. One query, however many entries the filter leaves out by their columns; part of a name is looked
    /// for in <see cref="MostNames"/> entries, and a page then may hold fewer items than asked for, and even so have a next one.
    /// </summary>
    /// <param name="organization">Owner.</param>
    /// <param name="filter">Which documents.</param>
    /// <param name="limit">1–200.</param>
    /// <param name="after">Position of the last entry already seen; null for the first page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ListPage<DocumentListItem>> ListAsync(
        OrganizationId organization, DocumentFilter filter, int limit, string? after, CancellationToken cancellationToken);
}

/// <summary>A line of the list (specs/documents.md §3.4).</summary>
public sealed record DocumentListItem(
    DocumentId Id,
    string OriginalFileName,
    DateTimeOffset CreatedAt,
    DocumentStatusView Status,
    ReviewStatus ReviewStatus,
    DateTimeOffset? ReviewedAt,
    string? ReviewedBy)
{
    /// <summary>As of <see cref="Document"/>.</summary>
    public string? LanguageOverride { get; init; }

    /// <summary>How the latest run read the document; nothing before it has.</summary>
    public RunReading LatestReading { get; init; } = RunReading.None;
}

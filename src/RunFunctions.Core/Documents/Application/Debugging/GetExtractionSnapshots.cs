using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application.Debugging;

/// <param name="Document">The document.</param>
/// <param name="Runs">Newest first.</param>
public sealed record DocumentSnapshots(DocumentId Document, IReadOnlyList<ExtractionSnapshot> Runs);

/// <summary>Looks at what runs of a document made of each key. Three storage calls, and one for each snapshot that is read.</summary>
public sealed class GetExtractionSnapshots(IDocumentStore documents, ExtractionSnapshots snapshots)
{
    /// <summary>Newest first, at most <see cref="ExtractionSnapshots.Capacity"/>.</summary>
    public async Task<Result<DocumentSnapshots>> ListAsync(OrganizationId organization, DocumentId document, CancellationToken cancellationToken)
    {
        var found = await FindAsync(organization, document, cancellationToken);
        return found.TryGet(out var entries, out var refusal) ? new DocumentSnapshots(document, await snapshots.ReadAsync(entries, cancellationToken)) : refusal;
    }

    /// <summary>The newest snapshot, sorted by what deserves a look.</summary>
    public async Task<Result<ExtractionTriage>> TriageAsync(OrganizationId organization, DocumentId document, CancellationToken cancellationToken)
    {
        var found = await FindAsync(organization, document, cancellationToken);
        if (!found.TryGet(out var entries, out var refusal))
        {
            return refusal;
        }

        return await snapshots.ReadAsync(entries.Take(1), cancellationToken) is [var newest] ? ExtractionTriage.Of(newest) : Refusal.NotFound("The snapshot");
    }

    /// <param name="organization">Owner.</param>
    /// <param name="document">The document.</param>
    /// <param name="limit">1 to <see cref="ExtractionSnapshots.Capacity"/>: so many of the newest are counted.</param>
    /// <param name="run">Only this run's; null for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<SnapshotSummary>> SummariseAsync(
        OrganizationId organization, DocumentId document, int limit, RunId? run, CancellationToken cancellationToken)
    {
        var found = await FindAsync(organization, document, cancellationToken);
        if (!found.TryGet(out var entries, out var refusal))
        {
            return refusal;
        }

        var considered = await snapshots.ReadAsync(entries.Where(entry => run is null || entry.Run.Id == run).Take(limit), cancellationToken);
        return considered.Count > 0 ? SnapshotSummary.Of(document.ToString(), considered, entries.Length) : Refusal.NotFound("The snapshot");
    }

    private async Task<Result<SnapshotOfRun[]>> FindAsync(OrganizationId organization, DocumentId document, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(organization, document, cancellationToken) is null)
        {
            return Refusal.NotFound("The document");
        }

        return (await snapshots.ListAsync(organization, document, cancellationToken)).Take(ExtractionSnapshots.Capacity).ToArray();
    }
}

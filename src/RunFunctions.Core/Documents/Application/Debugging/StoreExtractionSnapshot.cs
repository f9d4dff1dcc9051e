using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application.Debugging;

/// <param name="Snapshot">As kept.</param>
/// <param name="IsNew">False when it took the place of an earlier one of the run.</param>
/// <param name="StoredRuns">Snapshots that the document has now.</param>
/// <param name="ChangedFields">Keys that differ from the newest snapshot of another run; 0 without one.</param>
public sealed record KeptSnapshot(ExtractionSnapshot Snapshot, bool IsNew, int StoredRuns, int ChangedFields);

/// <summary>
/// Keeps a snapshot that somebody sends for a completed run. The transaction names the document as it was read before anything
/// else, so no snapshot outlives the deletion of its run. Six storage calls, and one to read the snapshot it is compared with.
/// </summary>
public sealed class StoreExtractionSnapshot(
    IRunStore runs, IDocumentStore documents, IExtractionSnapshots stored, IArtifactStore artifacts, ExtractionSnapshots snapshots, IIdSource ids, TimeProvider clock)
{
    public async Task<Result<KeptSnapshot>> HandleAsync(RequestOrigin origin, SnapshotRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Read().TryGet(out var snapshot, out var refusal))
        {
            return refusal;
        }

        var (id, organization) = (DocumentId.Parse(snapshot.DocumentId), origin.Organization);
        while (true)
        {
            if (await documents.FindToChangeAsync(organization, id, cancellationToken) is not { } document
                || await runs.FindAsync(organization, RunId.Parse(snapshot.RunId), cancellationToken) is not { Value: var run }
                || run.Subject != Document.SubjectOf(id))
            {
                return Refusal.NotFound("The run");
            }

            if (run.State != RunState.Completed)
            {
                return Refusal.Conflict(ChangeInterpretation.InterpretationNotAvailableReason, "The run has not completed, so there is nothing to say of it.");
            }

            var all = await snapshots.ListAsync(organization, id, cancellationToken);
            var others = all.Where(entry => entry.Run.Id != run.Id).ToList();
            var previous = await snapshots.ReadAsync(others.Take(1), cancellationToken);
            var content = await artifacts.SaveAsync(
                DocumentArtifacts.SnapshotName(run, ids.NewId().ToString("D")), SnapshotJson.Write(snapshot), DocumentArtifacts.JsonMediaType, cancellationToken);
            var kept = new StoredSnapshot(id, run.Id, snapshot.CreatedAt, clock.GetUtcNow(), origin.User, content);
            List<StoredSnapshot> givenUp = [.. others.Skip(ExtractionSnapshots.Capacity - 1).Select(entry => entry.Stored).OfType<StoredSnapshot>()];
            var replaced = all.SingleOrDefault(entry => entry.Run.Id == run.Id)?.Stored;
            if (await stored.TryPutAsync(organization, kept, givenUp, document.Version, CancellationToken.None))
            {
                await RemoveAsync([.. givenUp, .. replaced is null ? Array.Empty<StoredSnapshot>() : [replaced]]);
                return new KeptSnapshot(
                    snapshot, replaced is null, Math.Min(all.Count, ExtractionSnapshots.Capacity), snapshot.ChangedFrom(previous.Count > 0 ? previous[0] : null));
            }

            await artifacts.RemoveAsync(content.BlobName, CancellationToken.None);
        }
    }

    // Nobody refers to them any more.
    private async Task RemoveAsync(IEnumerable<StoredSnapshot> gone)
    {
        foreach (var snapshot in gone)
        {
            await artifacts.RemoveAsync(snapshot.Content.BlobName, CancellationToken.None);
        }
    }
}

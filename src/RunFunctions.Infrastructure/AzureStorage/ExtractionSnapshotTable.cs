using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Snapshots that were sent, beside their document's runs in table <c>Runs</c>; documented in docs/tables/Runs.md.</summary>
public sealed class ExtractionSnapshotTable(StorageClients clients, RunTable runs) : IExtractionSnapshots
{
    private readonly TableClient _table = clients.Table(StorageNames.RunsTable);

    public async Task<IReadOnlyList<StoredSnapshot>> ListAsync(OrganizationId organization, DocumentId document, CancellationToken cancellationToken)
    {
        var prefix = RunKeys.SnapshotsPrefix(document);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {RunKeys.Partition(organization, Document.SubjectOf(document))} and RowKey ge {prefix} and RowKey lt {RunKeys.EndOf(prefix)}");
        List<StoredSnapshot> snapshots = [];
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            snapshots.Add(ToSnapshot(row));
        }

        return snapshots;
    }

    public async Task<IReadOnlyList<RunAttachment>> ListAttachmentsAsync(
        OrganizationId organization, DocumentId document, RunId run, CancellationToken cancellationToken) =>
        await _table.ReadAsync(RunKeys.Partition(organization, run), RunKeys.Snapshot(document, run), cancellationToken) is { } row
            ? [new RunAttachment(row.RowKey, [new ProducedArtifact(DocumentArtifacts.ExtractionSnapshot, ToSnapshot(row).Content)])]
            : [];

    public Task<bool> TryPutAsync(
        OrganizationId organization,
        StoredSnapshot snapshot,
        IReadOnlyList<StoredSnapshot> givenUp,
        string documentVersion,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(givenUp);

        // The version of the document guards the snapshots, too: all of their writes change it.
        return runs.TryMergeAsync(
            organization,
            Document.SubjectOf(snapshot.DocumentId),
            documentVersion,
            new Dictionary<string, object>(),
            [
                new(TableTransactionActionType.UpsertReplace, ToRow(organization, snapshot)),
                .. givenUp.Select(gone => new TableTransactionAction(
                    TableTransactionActionType.Delete,
                    new TableEntity(RunKeys.Partition(organization, gone.RunId), RunKeys.Snapshot(gone.DocumentId, gone.RunId)),
                    ETag.All)),
            ],
            cancellationToken);
    }

    internal static TableEntity ToRow(OrganizationId organization, StoredSnapshot snapshot) =>
        new(RunKeys.Partition(organization, snapshot.RunId), RunKeys.Snapshot(snapshot.DocumentId, snapshot.RunId))
        {
            ["DocumentId"] = snapshot.DocumentId.ToString(),
            ["RunId"] = snapshot.RunId.Value,
            [nameof(StoredSnapshot.CreatedAt)] = snapshot.CreatedAt,
            [nameof(StoredSnapshot.StoredAt)] = snapshot.StoredAt,
            [nameof(StoredSnapshot.StoredBy)] = snapshot.StoredBy.Value,
            [nameof(BlobReference.BlobName)] = snapshot.Content.BlobName,
            [nameof(BlobReference.Sha256)] = snapshot.Content.Sha256,
            [nameof(BlobReference.Size)] = snapshot.Content.Size,
        };

    private static StoredSnapshot ToSnapshot(TableEntity row) => new(
        DocumentId.Parse(RunRows.Text(row, "DocumentId")),
        RunId.Parse(RunRows.Text(row, "RunId")),
        RunRows.Time(row, nameof(StoredSnapshot.CreatedAt))!.Value,
        RunRows.Time(row, nameof(StoredSnapshot.StoredAt))!.Value,
        UserId.Parse(RunRows.Text(row, nameof(StoredSnapshot.StoredBy))),
        new BlobReference(
            RunRows.Text(row, nameof(BlobReference.BlobName)),
            RunRows.Text(row, nameof(BlobReference.Sha256)),
            row.GetInt64(nameof(BlobReference.Size))!.Value,
            DocumentArtifacts.JsonMediaType));
}

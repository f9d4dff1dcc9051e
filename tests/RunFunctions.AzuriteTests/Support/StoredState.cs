using System.IO.Compression;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using RunFunctions.AzuriteTests.Privacy;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>What an app has in storage, looked at from outside.</summary>
internal sealed class StoredState(TableServiceClient tables, BlobServiceClient blobs, StorageNames names, string hub)
{
    public BlobContainerClient Artifacts => blobs.GetBlobContainerClient(names.Container(StorageNames.ArtifactsContainer));

    public TableClient Runs => tables.GetTableClient(names.Table(StorageNames.RunsTable));

    public TableClient Audit => tables.GetTableClient(names.Table(StorageNames.AuditTable));

    public TableClient AuditChains => tables.GetTableClient(names.Table(StorageNames.AuditChainsTable));

    /// <summary>The original, texts and interpretations of a document.</summary>
    public async Task<BlobClient> BlobAsync(string documentId, string fileName) => Artifacts.GetBlobClient(
        (await BlobNamesAsync()).Single(name => name.Contains(documentId, StringComparison.Ordinal) && name.EndsWith(fileName, StringComparison.Ordinal)));

    /// <summary>Every blob, every row of the app's tables and every orchestration, by name or key. Not keys and audit, which grow by asking.</summary>
    public async Task<IReadOnlyList<string>> EverythingAsync()
    {
        List<string> found = [.. (await BlobNamesAsync()).Select(name => "blob " + name)];
        foreach (var table in StorageNames.Tables.Except([StorageNames.SigningKeysTable, StorageNames.AuditTable, StorageNames.AuditChainsTable]))
        {
            found.AddRange((await RowsAsync(names.Table(table))).Select(row => $"{table} {row.PartitionKey} {row.RowKey}"));
        }

        found.AddRange((await RowsAsync(hub + "Instances")).Select(row => "orchestration " + row.PartitionKey));
        return found;
    }

    /// <summary>Every row of the app's tables.</summary>
    public async Task<IReadOnlyList<TableEntity>> AppRowsAsync() => [.. (await RowsByTableAsync()).SelectMany(table => table.Value)];

    /// <summary>The same by the name of the table, without its prefix.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<TableEntity>>> RowsByTableAsync()
    {
        Dictionary<string, IReadOnlyList<TableEntity>> rows = [];
        foreach (var table in StorageNames.Tables)
        {
            rows.Add(table, await RowsAsync(names.Table(table)));
        }

        return rows;
    }

    /// <summary>Every row that the durable engine wrote.</summary>
    public async Task<IReadOnlyList<TableEntity>> EngineRowsAsync() =>
        [.. await RowsAsync(hub + "Instances"), .. await RowsAsync(hub + "History")];

    /// <summary>Names and contents of what the durable engine keeps beside its tables.</summary>
    public async Task<IReadOnlyList<Place>> LargeMessagesAsync()
    {
        List<Place> found = [];
        var container = blobs.GetBlobContainerClient(hub.ToLowerInvariant() + "-largemessages");
        await foreach (var blob in container.GetBlobsAsync())
        {
            using var content = new StreamReader(new GZipStream(await container.GetBlobClient(blob.Name).OpenReadAsync(), CompressionMode.Decompress));
            found.Add(new Place("large message", blob.Name + await content.ReadToEndAsync()));
        }

        return found;
    }

    public async Task<IReadOnlyList<string>> BlobNamesAsync()
    {
        List<string> found = [];
        await foreach (var blob in Artifacts.GetBlobsAsync())
        {
            found.Add(blob.Name);
        }

        return found;
    }

    private async Task<List<TableEntity>> RowsAsync(string table)
    {
        List<TableEntity> rows = [];
        await foreach (var row in tables.GetTableClient(table).QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        return rows;
    }
}

using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>A run's row, what it appended and what was recorded of it, in order.</summary>
internal sealed record StoredRun(TableEntity Row, IReadOnlyList<TableEntity> Artifacts, IReadOnlyList<TableEntity> Events)
{
    /// <summary>What people did in the review of its result.</summary>
    public IReadOnlyList<TableEntity> ReviewEvents { get; init; } = [];

    /// <summary>What people made of its interpretation, newest first.</summary>
    public IReadOnlyList<TableEntity> Versions { get; init; } = [];

    public string Id => Row.Text("RunId");

    public string Subject => Row.Text("SubjectId");

    public string State => Row.Text("State");

    public bool IsTerminal => State is "Completed" or "Failed" or "TimedOut" or "Cancelled";

    public string? FailureType => Row.TextOrNull("FailureType");

    public DateTimeOffset CreatedAt => Row.GetDateTimeOffset("CreatedAt")!.Value;

    public DateTimeOffset? StartedAt => Row.GetDateTimeOffset("StartedAt");

    public DateTimeOffset? CompletedAt => Row.GetDateTimeOffset("CompletedAt");
}

/// <summary>Everything that tables and blobs hold under a prefix, read as they are: not through the app's own mapping.</summary>
internal sealed record StorageSnapshot(
    IReadOnlyDictionary<string, TableEntity> Documents,
    IReadOnlyList<StoredRun> Runs,
    IReadOnlyList<TableEntity> StrayRows,
    ILookup<string, TableEntity> Index,
    ILookup<string, TableEntity> RunLines,
    IReadOnlyList<TableEntity> ActiveRuns)
{
    public static async Task<StorageSnapshot> ReadAsync(string prefix)
    {
        var names = new StorageNames(prefix);
        var rows = await RowsAsync(names.Table(StorageNames.RunsTable));
        var artifacts = rows.Where(row => Is(row, "artifact|")).ToLookup(row => row.Text("RunId"));
        var events = rows.Where(row => Is(row, "event|") && !IsOfReview(row)).ToLookup(row => row.Text("RunId"));
        var reviewEvents = rows.Where(row => Is(row, "event|") && IsOfReview(row)).ToLookup(row => row.Text("RunId"));
        var versions = rows.Where(row => Is(row, "version|")).ToLookup(row => row.Text("RunId"));
        List<StoredRun> runs = [.. rows
            .Where(row => Is(row, "run|"))
            .Select(row => new StoredRun(row, InOrder(artifacts[row.Text("RunId")]), InOrder(events[row.Text("RunId")]))
            {
                ReviewEvents = InOrder(reviewEvents[row.Text("RunId")]),
                Versions = InOrder(versions[row.Text("RunId")]),
            })
            .OrderBy(run => run.CreatedAt)];
        var lines = await RowsAsync(names.Table(StorageNames.RunIndexTable));
        var known = runs.Select(run => run.Id).ToHashSet();
        return new StorageSnapshot(
            rows.Where(row => Is(row, "subject|")).ToDictionary(row => row.Text("SubjectId")),
            runs,
            [.. new[] { artifacts, events, reviewEvents, versions }.SelectMany(kind => kind).Where(group => !known.Contains(group.Key)).SelectMany(group => group)],
            (await RowsAsync(names.Table(StorageNames.DocumentIndexTable))).ToLookup(row => row.Text("DocumentId")),
            lines.Where(row => Is(row, "run|")).ToLookup(row => row.Text("RunId")),
            [.. lines.Where(row => Is(row, "active|"))]);
    }

    /// <summary>Every blob's content by name.</summary>
    public static async Task<IReadOnlyDictionary<string, byte[]>> ReadBlobsAsync(string prefix)
    {
        var container = new BlobServiceClient(TestAzurite.ConnectionString, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02))
            .GetBlobContainerClient(new StorageNames(prefix).Container(StorageNames.ArtifactsContainer));
        var blobs = new Dictionary<string, byte[]>();
        await foreach (var blob in container.GetBlobsAsync())
        {
            blobs[blob.Name] = (await container.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray();
        }

        return blobs;
    }

    /// <summary>Every row of a table, as it is.</summary>
    public static async Task<IReadOnlyList<TableEntity>> ReadTableAsync(string prefix, string table) => await RowsAsync(new StorageNames(prefix).Table(table));

    /// <summary>Instance id and status of every orchestration of a task hub.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadOrchestrationsAsync(string hub) =>
        (await RowsAsync(hub + "Instances")).ToDictionary(row => row.PartitionKey, row => row.Text("RuntimeStatus"));

    /// <summary>Subjects with more than one RUNNING run at this moment. One query, which the emulator answers from one moment.</summary>
    public static async Task<IReadOnlyList<string>> SubjectsRunningTwiceAsync(string prefix)
    {
        var running = await RowsAsync(new StorageNames(prefix).Table(StorageNames.RunsTable), "State eq 'Running'");
        return [.. running.GroupBy(row => row.Text("SubjectId")).Where(group => group.Count() > 1).Select(group => group.Key)];
    }

    private static List<TableEntity> InOrder(IEnumerable<TableEntity> rows) => [.. rows.OrderBy(row => row.RowKey, StringComparer.Ordinal)];

    private static bool IsOfReview(TableEntity row) => row.GetInt32("Sequence") >= RunEvent.FirstOfRooms;

    private static bool Is(TableEntity row, string kind) => row.RowKey.StartsWith(kind, StringComparison.Ordinal);

    private static async Task<List<TableEntity>> RowsAsync(string table, string? filter = null)
    {
        List<TableEntity> rows = [];
        try
        {
            await foreach (var row in new TableClient(TestAzurite.ConnectionString, table).QueryAsync<TableEntity>(filter))
            {
                rows.Add(row);
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // The app has not lived long enough to create it.
        }

        return rows;
    }
}

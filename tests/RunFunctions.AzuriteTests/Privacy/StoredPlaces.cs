using System.Globalization;
using Azure.Data.Tables;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.AzuriteTests.Privacy;

/// <summary>Tables, names of blobs and what the durable engine keeps, as places; docs/operations.md has the same list of columns.</summary>
internal static class StoredPlaces
{
    // The columns that hold what people write. Everything else in tables holds ids, codes, counts and times.
    private static readonly Dictionary<(string Table, string Column), CanaryKind[]> Columns = new()
    {
        [(StorageNames.RunsTable, "DocumentFileName")] = [CanaryKind.FileName],
        [(StorageNames.DocumentIndexTable, "DocumentFileName")] = [CanaryKind.FileName],
        [(StorageNames.PatientsTable, "FullName")] = [CanaryKind.PatientName],
        [(StorageNames.OrganizationsTable, "Name")] = [CanaryKind.Label],
        [(StorageNames.TokensTable, "Name")] = [CanaryKind.Label],
        [(StorageNames.RunsTable, "Note")] = [CanaryKind.Note],
        [(StorageNames.RunsTable, "Tags")] = [CanaryKind.Tag],
        [(StorageNames.BulkJobsTable, "Tag")] = [CanaryKind.Tag],
        [(StorageNames.BulkJobsTable, "Filter")] = [CanaryKind.Tag],
        [(StorageNames.WebhooksTable, "Url")] = [CanaryKind.WebhookAddress],
        [(StorageNames.GovernanceTable, "TargetKey")] = [CanaryKind.FieldKey],
        [(StorageNames.GovernanceTable, "ChangeSummary")] = [CanaryKind.FieldKey],
        [(StorageNames.GovernanceTable, "Reason")] = [CanaryKind.Reason],

        // The answer that a repeated request is given.
        [(StorageNames.IdempotencyKeysTable, "Body")] = [CanaryKind.Tag],
    };

    // A tag has a column of its own in the list of runs.
    private const string TagPrefix = "Tag_";

    /// <summary>What columns may hold and none of these places does: then it was not sent, or the column is no exception.</summary>
    public static IEnumerable<string> Missing(IReadOnlyList<Place> places, CanaryScanner scanner)
    {
        var found = places.SelectMany(place => scanner.Find(place.Text).Select(canary => (Column: string.Join(' ', place.Name.Split(' ').Take(4)), canary.Kind))).ToHashSet();
        return from column in Columns
               from kind in column.Value
               where !found.Contains((NameOf(column.Key.Table, column.Key.Column), kind))
               select $"{kind} in {NameOf(column.Key.Table, column.Key.Column)}";
    }

    /// <summary>Everything that an app has in storage but the contents of its artifacts.</summary>
    public static async Task<IReadOnlyList<Place>> OfAsync(StoredState stored) =>
    [
        .. (await stored.RowsByTableAsync()).SelectMany(table => table.Value.SelectMany(row => Of(table.Key, row))),
        .. (await stored.EngineRowsAsync()).SelectMany(row => row.Select(column => new Place($"durable column {column.Key}", TextOf(column.Value)))),
        .. (await stored.BlobNamesAsync()).Select(name => new Place("blob name", name)),
        .. await stored.LargeMessagesAsync(),
    ];

    /// <summary>A row's columns, and their names.</summary>
    public static IEnumerable<Place> Of(string table, TableEntity row) => row.Select(column => new Place(
        $"{NameOf(table, column.Key)} {row.PartitionKey} {row.RowKey}", $"{column.Key} {TextOf(column.Value)}", KindsIn(table, column.Key)));

    private static string NameOf(string table, string column) => $"column {column} of {table}";

    private static CanaryKind[] KindsIn(string table, string column) =>
        table == StorageNames.RunIndexTable && column.StartsWith(TagPrefix, StringComparison.Ordinal) ? [CanaryKind.Tag] : Columns.GetValueOrDefault((table, column), []);

    private static string TextOf(object? value) => value switch
    {
        byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
        BinaryData binary => System.Text.Encoding.UTF8.GetString(binary),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}

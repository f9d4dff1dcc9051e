using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>A record as it was written: its row and its place.</summary>
internal sealed record WrittenRecord(TableEntity Row, AuditChainId Chain, int Sequence);

/// <summary>
/// An audit in the hands of somebody who may write to its tables and has no key. Every change notes what verification must
/// say of it, and can be undone.
/// </summary>
internal sealed class TamperedAudit
{
    private static readonly string[] OwnColumns = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    private readonly AuditWorld _world;
    private readonly Dictionary<(TableClient Table, string Partition, string Row), TableEntity> _original = [];
    private readonly HashSet<(TableClient Table, string Partition, string Row)> _touched = [];

    public TamperedAudit(AuditWorld world, IReadOnlyList<TableEntity> records, IReadOnlyList<TableEntity> heads)
    {
        _world = world;
        Records = [.. records.Select(row => new WrittenRecord(row, new AuditChainId(DateOnly.FromDateTime(row.GetDateTimeOffset("At")!.Value.UtcDateTime), row.GetString("Instance")!), row.GetInt32("Sequence")!.Value))];
        Heads = heads;
        foreach (var (table, row) in records.Select(row => (world.Records, row)).Concat(heads.Select(row => (world.Heads, row))))
        {
            _original[(table, row.PartitionKey, row.RowKey)] = row;
        }
    }

    public IReadOnlyList<WrittenRecord> Records { get; }

    public IReadOnlyList<TableEntity> Heads { get; }

    /// <summary>What was expected and not found, and what was found without reason.</summary>
    public List<Func<AuditFinding, bool>> Expected { get; } = [];

    public List<Func<AuditFinding, bool>> Allowed { get; } = [];

    public async Task PutAsync(TableClient table, TableEntity row)
    {
        _touched.Add((table, row.PartitionKey, row.RowKey));
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace);
    }

    public async Task DeleteAsync(TableClient table, TableEntity row)
    {
        _touched.Add((table, row.PartitionKey, row.RowKey));
        await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All);
    }

    /// <summary>Deletes a record; it must be missed at its place.</summary>
    public async Task DeleteAsync(WrittenRecord record)
    {
        await DeleteAsync(_world.Records, record.Row);
        Expect(finding => finding.Kind == AuditFindingKind.Missing && finding.Chain == record.Chain && finding.Sequence <= record.Sequence && record.Sequence <= finding.Through);
    }

    /// <summary>A finding at a row.</summary>
    public void ExpectAt(string rowKey, params AuditFindingKind[] kinds) => Expect(finding => finding.RowKey == rowKey && kinds.Contains(finding.Kind));

    /// <summary>A finding about a chain as a whole.</summary>
    public void ExpectAt(AuditChainId chain, params AuditFindingKind[] kinds) => Expect(finding => finding.Chain == chain && kinds.Contains(finding.Kind));

    public void Expect(Func<AuditFinding, bool> finding)
    {
        Expected.Add(finding);
        Allowed.Add(finding);
    }

    /// <summary>Whether everything was found where it was done, and nothing else was accused.</summary>
    public bool IsLocatedBy(IReadOnlyList<AuditFinding> findings) =>
        findings.Count > 0 && Expected.All(findings.Any) && findings.All(finding => Allowed.Any(allowed => allowed(finding)));

    /// <summary>Puts everything back.</summary>
    public async Task UndoAsync()
    {
        foreach (var key in _touched)
        {
            if (_original.TryGetValue(key, out var row))
            {
                await key.Table.UpsertEntityAsync(row, TableUpdateMode.Replace);
            }
            else
            {
                await key.Table.DeleteEntityAsync(key.Partition, key.Row, ETag.All);
            }
        }

        _touched.Clear();
        Expected.Clear();
        Allowed.Clear();
    }

    /// <summary>The same columns under another key.</summary>
    public static TableEntity Copy(TableEntity row, string? partition = null, string? key = null)
    {
        var copy = new TableEntity(partition ?? row.PartitionKey, key ?? row.RowKey);
        foreach (var (column, value) in Columns(row))
        {
            copy[column] = value;
        }

        return copy;
    }

    public static IEnumerable<KeyValuePair<string, object>> Columns(TableEntity row) => row.Where(column => !OwnColumns.Contains(column.Key));

    /// <summary>What somebody without the key takes for the hash of a row.</summary>
    public static string PlainHash(TableEntity row) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', Columns(row).Select(column => Convert.ToString(column.Value, CultureInfo.InvariantCulture))))));
}

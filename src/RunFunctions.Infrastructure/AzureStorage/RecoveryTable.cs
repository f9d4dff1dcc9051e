using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>The trace of recovery in table <c>Recovery</c>: one row.</summary>
public sealed class RecoveryTable(StorageClients clients, IIdSource ids) : IRecoveryTrace
{
    private const string Partition = "recovery";
    private const string RowKey = "last";
    private const string At = "At";

    private readonly TableClient _table = clients.Table(StorageNames.RecoveryTable);

    // As this process last wrote it. When another one wrote since, that one's trace is as good, and the next round reads it.
    private ETag? _written;

    public async Task LeaveAsync(string worker, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var row = ToRow(at, worker, ids.NewWriteId());
        var version = _written ?? (await _table.ReadAsync(Partition, RowKey, cancellationToken))?.ETag;
        _written = version is { } known
            ? await _table.TryUpdateAsync(row, known, TableUpdateMode.Replace, cancellationToken)
            : await _table.TryAddAsync(row, cancellationToken);
    }

    public async Task<DateTimeOffset?> FindAsync(CancellationToken cancellationToken) =>
        (await _table.ReadAsync(Partition, RowKey, cancellationToken))?.GetDateTimeOffset(At);

    internal static TableEntity ToRow(DateTimeOffset at, string worker, string writeId) => new(Partition, RowKey)
    {
        [At] = at,
        ["Worker"] = worker,
        [RunRows.WriteId] = writeId,
    };
}

using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Receipts in table <c>Receipts</c>; a partition each, insert-only.</summary>
public sealed class ReceiptTable(StorageClients clients) : IReceiptStore
{
    private const string RowKey = "receipt";
    private const string Content = "Receipt";

    private readonly TableClient _table = clients.Table(StorageNames.ReceiptsTable);

    public async Task<ReadOnlyMemory<byte>?> FindAsync(OrganizationId organization, RunId run, CancellationToken cancellationToken) =>
        await _table.ReadAsync(Partition(organization, run), RowKey, cancellationToken) is { } row ? row.GetBinary(Content) : default(ReadOnlyMemory<byte>?);

    // Whoever was first has issued it; a retry that meets its own first attempt finds the same bytes.
    public async Task<ReadOnlyMemory<byte>> AddAsync(OrganizationId organization, RunId run, ReadOnlyMemory<byte> receipt, CancellationToken cancellationToken) =>
        await _table.AddOnceAsync(ToRow(organization, run, receipt), cancellationToken)
            ? receipt
            : await FindAsync(organization, run, cancellationToken) ?? receipt;

    public Task RemoveAsync(OrganizationId organization, RunId run, CancellationToken cancellationToken) =>
        _table.RemoveAsync(Partition(organization, run), RowKey, cancellationToken);

    internal static TableEntity ToRow(OrganizationId organization, RunId run, ReadOnlyMemory<byte> receipt) =>
        new(Partition(organization, run), RowKey) { [Content] = receipt.ToArray() };

    private static string Partition(OrganizationId organization, RunId run) => $"{organization}|{run}";
}

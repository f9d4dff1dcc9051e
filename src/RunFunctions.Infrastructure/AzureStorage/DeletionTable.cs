using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Certificates in table <c>Deletions</c>, newest first; orders that are under way in table <c>PendingDeletions</c>.</summary>
public sealed class DeletionTable(StorageClients clients, IIdSource ids) : IDeletionStore
{
    private readonly TableClient _deletions = clients.Table(StorageNames.DeletionsTable);

    private readonly TableClient _pending = clients.Table(StorageNames.PendingDeletionsTable);

    public async Task<string?> AddAsync(DeletionOrder order, CancellationToken cancellationToken) =>
        (await _pending.TryAddAsync(DeletionRows.ToOrder(order, ids.NewWriteId()), cancellationToken))?.ToString();

    public async Task<IReadOnlyList<Versioned<DeletionOrder>>> ListUnderWayAsync(CancellationToken cancellationToken)
    {
        List<Versioned<DeletionOrder>> orders = [];
        await foreach (var row in _pending.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            if (row.RowKey.StartsWith(DeletionRows.OrderPrefix, StringComparison.Ordinal))
            {
                orders.Add(new Versioned<DeletionOrder>(DeletionRows.ToOrder(row), row.ETag.ToString()));
            }
        }

        return orders;
    }

    public async Task<bool> IsUnderWayAsync(OrganizationId organization, DeletionId id, CancellationToken cancellationToken) =>
        await _pending.ReadAsync(organization.Value, DeletionRows.OrderKey(id), cancellationToken) is not null;

    public async Task<string?> TryChangeAsync(DeletionOrder order, string version, CancellationToken cancellationToken) =>
        (await _pending.TryUpdateAsync(DeletionRows.ToOrder(order, ids.NewWriteId()), new ETag(version), TableUpdateMode.Replace, cancellationToken))?.ToString();

    public async Task<string?> TryRecordAsync(DeletionOrder order, RemovedRun run, string version, CancellationToken cancellationToken) =>
        (await _pending.TryUpdateWithAsync(
            DeletionRows.ToOrder(order, ids.NewWriteId()),
            new ETag(version),
            new TableTransactionAction(TableTransactionActionType.UpsertReplace, DeletionRows.ToRemoved(order, run)),
            cancellationToken))?.ToString();

    public async Task<IReadOnlyList<RemovedRun>> ListRemovedAsync(DeletionOrder order, CancellationToken cancellationToken)
    {
        List<RemovedRun> runs = [];
        var (from, to) = (DeletionRows.RemovedKey(order.Id, ""), DeletionRows.RemovedKey(order.Id, "~"));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {order.Organization.Value} and RowKey ge {from} and RowKey lt {to}");
        await foreach (var row in _pending.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            runs.Add(DeletionRows.ToRemoved(row));
        }

        return runs;
    }

    public async Task<bool> TryCertifyAsync(
        DeletionOrder order, DeletionSummary summary, ReadOnlyMemory<byte> certificate, string version, CancellationToken cancellationToken)
    {
        var certified = DeletionRows.ToCertified(order, summary, certificate, ids.NewWriteId());
        if (await _pending.TryUpdateAsync(certified, new ETag(version), TableUpdateMode.Replace, cancellationToken) is null)
        {
            return false;
        }

        await PublishAsync(order, certified, cancellationToken);
        return true;
    }

    public async Task PublishAsync(DeletionOrder order, CancellationToken cancellationToken)
    {
        if (await _pending.ReadAsync(order.Organization.Value, DeletionRows.OrderKey(order.Id), cancellationToken) is { } certified)
        {
            await PublishAsync(order, certified, cancellationToken);
        }
    }

    public Task<bool> TryWithdrawAsync(DeletionOrder order, string version, CancellationToken cancellationToken) =>
        _pending.TryDeleteAsync(order.Organization.Value, DeletionRows.OrderKey(order.Id), new ETag(version), cancellationToken);

    public async Task<ReadOnlyMemory<byte>?> FindCertificateAsync(OrganizationId organization, DeletionId id, CancellationToken cancellationToken) =>
        await _deletions.ReadAsync(DeletionRows.Partition(organization, id), DeletionRows.Row(id), cancellationToken) is { } row
            ? DeletionRows.CertificateOf(row)
            : default(ReadOnlyMemory<byte>?);

    public Task<ListPage<DeletionSummary>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken) =>
        TablePage.ReadPartitionsAsync(_deletions, organization, limit, after, DeletionRows.ToSummary, cancellationToken);

    public async Task<string?> FindPositionAsync(OrganizationId organization, RunKind kind, CancellationToken cancellationToken) =>
        (await _pending.ReadAsync(organization.Value, DeletionRows.PositionKey(kind), cancellationToken))?.GetString(DeletionRows.Position);

    public Task PutPositionAsync(OrganizationId organization, RunKind kind, string? position, CancellationToken cancellationToken) =>
        position is null
            ? RemoveAsync(organization, DeletionRows.PositionKey(kind), cancellationToken)

            // Whoever is last wins: a position only says where to look first.
            : _pending.UpsertEntityAsync(DeletionRows.ToPosition(organization, kind, position), TableUpdateMode.Replace, cancellationToken);

    private async Task PublishAsync(DeletionOrder order, TableEntity certified, CancellationToken cancellationToken)
    {
        await _deletions.AddOnceAsync(DeletionRows.ToCertificate(certified), cancellationToken);
        foreach (var run in await ListRemovedAsync(order, cancellationToken))
        {
            await RemoveAsync(order.Organization, DeletionRows.RemovedKey(order.Id, run.RunId), cancellationToken);
        }

        await RemoveAsync(order.Organization, DeletionRows.OrderKey(order.Id), cancellationToken);
    }

    private Task RemoveAsync(OrganizationId organization, string row, CancellationToken cancellationToken) =>
        _pending.RemoveAsync(organization.Value, row, cancellationToken);
}

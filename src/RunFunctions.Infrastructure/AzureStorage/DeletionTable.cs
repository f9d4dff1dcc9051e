using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Certificates in table <c>Deletions</c>, newest first; orders that are under way in table <c>PendingDeletions</c>.</summary>
public sealed class DeletionTable(StorageClients clients) : IDeletionStore
{
    private readonly TableClient _deletions = clients.Table(StorageNames.DeletionsTable);

    private readonly TableClient _pending = clients.Table(StorageNames.PendingDeletionsTable);

    public Task AddAsync(DeletionOrder order, CancellationToken cancellationToken) => _pending.AddOnceAsync(DeletionRows.ToOrder(order), cancellationToken);

    public async Task<IReadOnlyList<DeletionOrder>> ListUnderWayAsync(CancellationToken cancellationToken)
    {
        List<DeletionOrder> orders = [];
        await foreach (var row in _pending.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            if (row.RowKey.StartsWith(DeletionRows.OrderPrefix, StringComparison.Ordinal))
            {
                orders.Add(DeletionRows.ToOrder(row));
            }
        }

        return orders;
    }

    public async Task<bool> IsUnderWayAsync(OrganizationId organization, DeletionId id, CancellationToken cancellationToken) =>
        await _pending.ReadAsync(organization.Value, DeletionRows.OrderKey(id), cancellationToken) is not null;

    public Task AddRemovedAsync(DeletionOrder order, RemovedRun run, CancellationToken cancellationToken) =>
        _pending.AddOnceAsync(DeletionRows.ToRemoved(order, run), cancellationToken);

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

    public async Task<ReadOnlyMemory<byte>> CertifyAsync(
        DeletionOrder order, DeletionSummary summary, ReadOnlyMemory<byte> certificate, CancellationToken cancellationToken)
    {
        await _deletions.AddOnceAsync(DeletionRows.ToCertificate(order.Organization, summary, certificate), cancellationToken);
        var kept = await FindCertificateAsync(order.Organization, order.Id, cancellationToken);
        await WithdrawAsync(order, cancellationToken);
        return kept!.Value;
    }

    public async Task WithdrawAsync(DeletionOrder order, CancellationToken cancellationToken)
    {
        foreach (var run in await ListRemovedAsync(order, cancellationToken))
        {
            await RemoveAsync(order.Organization, DeletionRows.RemovedKey(order.Id, run.RunId), cancellationToken);
        }

        await RemoveAsync(order.Organization, DeletionRows.OrderKey(order.Id), cancellationToken);
    }

    public async Task<ReadOnlyMemory<byte>?> FindCertificateAsync(OrganizationId organization, DeletionId id, CancellationToken cancellationToken) =>
        await _deletions.ReadAsync(DeletionRows.Partition(organization, id), DeletionRows.Row(id), cancellationToken) is { } row
            ? DeletionRows.CertificateOf(row)
            : default(ReadOnlyMemory<byte>?);

    public Task<ListPage<DeletionSummary>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken) =>
        TablePage.ReadPartitionsAsync(_deletions, organization, limit, after, DeletionRows.ToSummary, cancellationToken);

    public async Task<string?> FindPositionAsync(OrganizationId organization, RunKind kind, CancellationToken cancellationToken) =>
        (await _pending.ReadAsync(organization.Value, DeletionRows.PositionKey(kind), cancellationToken))?.GetString(DeletionRows.Position);

    public async Task PutPositionAsync(OrganizationId organization, RunKind kind, string? position, CancellationToken cancellationToken)
    {
        if (position is null)
        {
            await RemoveAsync(organization, DeletionRows.PositionKey(kind), cancellationToken);
            return;
        }

        // Whoever is last wins: a position only says where to look first.
        var row = DeletionRows.ToPosition(organization, kind, position);
        if (await _pending.ReadAsync(row.PartitionKey, row.RowKey, cancellationToken) is { } stored)
        {
            await _pending.UpdateEntityAsync(row, stored.ETag, TableUpdateMode.Replace, cancellationToken);
        }
        else
        {
            await _pending.AddOnceAsync(row, cancellationToken);
        }
    }

    private Task RemoveAsync(OrganizationId organization, string row, CancellationToken cancellationToken) =>
        _pending.RemoveAsync(organization.Value, row, cancellationToken);
}

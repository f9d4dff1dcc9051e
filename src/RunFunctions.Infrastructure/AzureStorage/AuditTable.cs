using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Records in table <c>Audit</c>: a partition per organization and ten seconds, newest first. Rows are only ever added.</summary>
public sealed class AuditTable(StorageClients clients, AuditChainTable chains) : IAuditTrail
{
    private const int PageSize = 1000;

    private readonly TableClient _table = clients.Table(StorageNames.AuditTable);

    public async Task<ListPage<AuditEntry>> ListAsync(AuditQuery query, int limit, string? after, CancellationToken cancellationToken)
    {
        var (organization, from, to) = (query.Organization, query.From, query.To.AddTicks(-1));
        var (partition, last) = after is null ? (AuditRows.Partition(organization, to), AuditRows.RowPrefix(to)) : TablePage.Position(after);

        // The range of partitions stands alone, in front: behind an "or" the service would not see it and scan the table.
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {partition} and PartitionKey le {AuditRows.Partition(organization, from)} and (PartitionKey gt {partition} or RowKey gt {last}) and RowKey lt {AuditRows.RowPrefix(from.AddTicks(-1))}");
        if (query.User is { } user)
        {
            filter += TableClient.CreateQueryFilter($" and User eq {user.Value}");
        }

        if (query.Action is { } action)
        {
            filter += TableClient.CreateQueryFilter($" and Action eq {action}");
        }

        if (query.ObjectType is { } objectType)
        {
            filter += TableClient.CreateQueryFilter($" and ObjectType eq {objectType}");
        }

        if (query.ObjectId is { } objectId)
        {
            filter += TableClient.CreateQueryFilter($" and ObjectId eq {objectId}");
        }

        if (query.Outcome is { } outcome)
        {
            filter += TableClient.CreateQueryFilter($" and Outcome eq {outcome.ToString()}");
        }

        var page = await TablePage.ReadAsync(
            _table,
            filter,
            limit,
            row => AuditRows.TryRead(organization, row, out var record) ? record.Entry : null,
            TablePage.Position,
            cancellationToken);
        return new ListPage<AuditEntry>([.. page.Items.OfType<AuditEntry>()], page.Next);
    }

    public async IAsyncEnumerable<StoredAuditRecord> ReadDayAsync(
        OrganizationId organization, DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        var (newest, oldest) = (AuditRows.Partition(organization, start.AddDays(1).AddTicks(-1)), AuditRows.Partition(organization, start));
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {newest} and PartitionKey le {oldest}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken))
        {
            yield return AuditRows.Read(organization, day, row);
        }
    }

    public Task<IReadOnlyList<StoredAuditHead>> ReadHeadsAsync(OrganizationId organization, DateOnly day, CancellationToken cancellationToken) =>
        chains.ReadAsync(organization, day, cancellationToken);

    public Task<bool> HasHeadAsync(OrganizationId organization, AuditChainId chain, CancellationToken cancellationToken) =>
        chains.ExistsAsync(organization, chain, cancellationToken);

    /// <summary>Adds up to 100 records of one partition, all or none. Adding the same records again is no error.</summary>
    internal async Task AddAsync(IReadOnlyList<AuditRecord> records, CancellationToken cancellationToken)
    {
        var rows = records.Select(AuditRows.ToRow).ToList();
        try
        {
            if (rows is [var only])
            {
                await _table.AddEntityAsync(only, cancellationToken);
            }
            else
            {
                await _table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellationToken);
            }
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // An attempt whose reply was lost may have been stored, and then as a whole: the first row says whether it was ours.
            if (await _table.ReadAsync(rows[0].PartitionKey, rows[0].RowKey, cancellationToken) is not { } stored
                || AuditRows.Text(stored, nameof(AuditRecord.Hash)) != records[0].Hash)
            {
                throw;
            }
        }
    }
}

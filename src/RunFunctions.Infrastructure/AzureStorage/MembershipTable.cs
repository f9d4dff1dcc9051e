using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Memberships in table <c>Memberships</c>; a partition per organization, with one row that counts its active admins. Who
/// becomes or ceases to be one changes that row in the same transaction.
/// </summary>
public sealed class MembershipTable(StorageClients clients, IIdSource ids) : IMembershipStore
{
    // Behind every user id.
    private const string AdminsKey = "|admins";
    private const string CountColumn = "Count";

    private readonly TableClient _table = clients.Table(StorageNames.MembershipsTable);

    public async Task<Membership?> FindAsync(OrganizationId organization, UserId user, CancellationToken cancellationToken) =>
        (await FindToChangeAsync(organization, user, cancellationToken))?.Value;

    public async Task<Versioned<Membership>?> FindToChangeAsync(OrganizationId organization, UserId user, CancellationToken cancellationToken) =>
        await _table.ReadAsync(organization.Value, user.Value, cancellationToken) is { } row
            ? new Versioned<Membership>(FromRow(row), row.ETag.ToString())
            : null;

    public async Task<bool> TryAddAsync(Membership membership, CancellationToken cancellationToken)
    {
        var row = ToRow(membership, ids.NewWriteId());
        if (!membership.IsActiveAdmin)
        {
            return await _table.TryAddAsync(row, cancellationToken) is not null;
        }

        do
        {
            var admins = await _table.ReadAsync(row.PartitionKey, AdminsKey, cancellationToken);
            if (await _table.TrySubmitAsync([new(TableTransactionActionType.Add, row), CountAdmin(membership.Organization, admins, +1)], cancellationToken))
            {
                return true;
            }
        }
        while (await FindAsync(membership.Organization, membership.User, cancellationToken) is null);
        return false;
    }

    public async Task<MembershipWrite> TryChangeAsync(Versioned<Membership> before, Membership? after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        var version = new ETag(before.Version);
        var key = before.Value;
        var admins = (after?.IsActiveAdmin == true ? 1 : 0) - (key.IsActiveAdmin ? 1 : 0);
        if (admins == 0)
        {
            var written = after is null
                ? await _table.TryDeleteAsync(key.Organization.Value, key.User.Value, version, cancellationToken)
                : await _table.TryUpdateAsync(ToRow(after, ids.NewWriteId()), version, TableUpdateMode.Replace, cancellationToken) is not null;
            return written ? MembershipWrite.Written : MembershipWrite.Outdated;
        }

        var count = await _table.ReadAsync(key.Organization.Value, AdminsKey, cancellationToken);
        if (admins < 0 && count!.GetInt32(CountColumn) <= 1)
        {
            var now = await FindToChangeAsync(key.Organization, key.User, cancellationToken);
            return now?.Version == before.Version ? MembershipWrite.LastAdmin : MembershipWrite.Outdated;
        }

        var change = after is null
            ? new TableTransactionAction(TableTransactionActionType.Delete, ToRow(key, ""), version)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, ToRow(after, ""), version);
        return await _table.TrySubmitAsync([CountAdmin(key.Organization, count, admins), change], cancellationToken)
            ? MembershipWrite.Written
            : MembershipWrite.Outdated;
    }

    public Task<ListPage<Membership>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken) =>
        TablePage.ReadAsync(
            _table,
            TableClient.CreateQueryFilter($"PartitionKey eq {organization.Value} and RowKey gt {after ?? ""} and RowKey lt {AdminsKey}"),
            limit,
            FromRow,
            row => row.RowKey,
            cancellationToken);

    internal static TableEntity ToRow(Membership membership, string writeId) => new(membership.Organization.Value, membership.User.Value)
    {
        [nameof(Membership.Roles)] = RoleColumn.Write(membership.Roles),
        [nameof(Membership.IsActive)] = membership.IsActive,
        [nameof(Membership.CreatedAt)] = membership.CreatedAt,
        [nameof(Membership.UpdatedAt)] = membership.UpdatedAt,
        [nameof(Membership.CreatedBy)] = membership.CreatedBy.Value,
        [RunRows.WriteId] = writeId,
    };

    internal static TableEntity ToCountRow(OrganizationId organization, int count, string writeId) => new(organization.Value, AdminsKey)
    {
        [CountColumn] = count,
        [RunRows.WriteId] = writeId,
    };

    private static Membership FromRow(TableEntity row) => new()
    {
        Organization = OrganizationId.Parse(row.PartitionKey),
        User = UserId.Parse(row.RowKey),
        Roles = RoleColumn.Read(RunRows.Text(row, nameof(Membership.Roles))),
        IsActive = row.GetBoolean(nameof(Membership.IsActive))!.Value,
        CreatedAt = RunRows.Time(row, nameof(Membership.CreatedAt))!.Value,
        UpdatedAt = RunRows.Time(row, nameof(Membership.UpdatedAt))!.Value,
        CreatedBy = UserId.Parse(RunRows.Text(row, nameof(Membership.CreatedBy))),
    };

    private TableTransactionAction CountAdmin(OrganizationId organization, TableEntity? counted, int change)
    {
        var row = ToCountRow(organization, (counted?.GetInt32(CountColumn) ?? 0) + change, ids.NewWriteId());
        return counted is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, counted.ETag);
    }
}

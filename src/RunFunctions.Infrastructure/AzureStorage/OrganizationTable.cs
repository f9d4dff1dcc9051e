using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Organizations in table <c>Organizations</c>; a partition each.</summary>
public sealed class OrganizationTable(StorageClients clients, IIdSource ids) : IOrganizationStore
{
    private const string RowKey = "organization";

    private readonly TableClient _table = clients.Table(StorageNames.OrganizationsTable);

    public async Task<Organization?> FindAsync(OrganizationId id, CancellationToken cancellationToken) =>
        await _table.ReadAsync(id.Value, RowKey, cancellationToken) is { } row ? FromRow(row) : null;

    public async IAsyncEnumerable<OrganizationId> ListAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _table.QueryAsync<TableEntity>(select: ["PartitionKey"], cancellationToken: cancellationToken))
        {
            yield return OrganizationId.Parse(row.PartitionKey);
        }
    }

    public async Task<bool> TryAddAsync(Organization organization, CancellationToken cancellationToken) =>
        await _table.TryAddAsync(ToRow(organization, ids.NewWriteId()), cancellationToken) is not null;

    public async Task<Organization?> RenameAsync(OrganizationId id, string name, DateTimeOffset at, CancellationToken cancellationToken)
    {
        while (await _table.ReadAsync(id.Value, RowKey, cancellationToken) is { } row)
        {
            var renamed = FromRow(row) with { Name = name, UpdatedAt = at };
            if (await _table.TryUpdateAsync(ToRow(renamed, ids.NewWriteId()), row.ETag, TableUpdateMode.Replace, cancellationToken) is not null)
            {
                return renamed;
            }
        }

        return null;
    }

    internal static TableEntity ToRow(Organization organization, string writeId) => new(organization.Id.Value, RowKey)
    {
        [nameof(Organization.Name)] = organization.Name,
        [nameof(Organization.CreatedAt)] = organization.CreatedAt,
        [nameof(Organization.UpdatedAt)] = organization.UpdatedAt,
        [nameof(Organization.CreatedBy)] = organization.CreatedBy.Value,
        [nameof(Organization.CreatedFrom)] = organization.CreatedFrom.Value,
        [RunRows.WriteId] = writeId,
    };

    private static Organization FromRow(TableEntity row) => new()
    {
        Id = OrganizationId.Parse(row.PartitionKey),
        Name = RunRows.Text(row, nameof(Organization.Name)),
        CreatedAt = RunRows.Time(row, nameof(Organization.CreatedAt))!.Value,
        UpdatedAt = RunRows.Time(row, nameof(Organization.UpdatedAt))!.Value,
        CreatedBy = UserId.Parse(RunRows.Text(row, nameof(Organization.CreatedBy))),
        CreatedFrom = OrganizationId.Parse(RunRows.Text(row, nameof(Organization.CreatedFrom))),
    };
}

using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Bearer tokens in table <c>Tokens</c>; a partition per organization.</summary>
public sealed class TokenTable(StorageClients clients) : ITokenStore
{
    private const string UserColumn = "User";

    private readonly TableClient _table = clients.Table(StorageNames.TokensTable);

    public async Task<AccessToken?> FindAsync(OrganizationId organization, string id, CancellationToken cancellationToken) =>
        await _table.ReadAsync(organization.Value, id, cancellationToken) is { } row ? FromRow(row) : null;

    public async Task AddAsync(AccessToken token, CancellationToken cancellationToken)
    {
        try
        {
            await _table.AddEntityAsync(ToRow(token), cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // The client may have retried an insert whose reply was lost: then the row has our hash.
            if ((await FindAsync(token.Organization, token.Id, cancellationToken))?.Hash.Value.Span.SequenceEqual(token.Hash.Value.Span) != true)
            {
                throw;
            }
        }
    }

    public async Task<AccessToken?> RevokeAsync(OrganizationId organization, string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        while (await _table.ReadAsync(organization.Value, id, cancellationToken) is { } row)
        {
            var token = FromRow(row);
            if (token.RevokedAt is not null)
            {
                return token;
            }

            if (await TryMergeAsync(row, nameof(AccessToken.RevokedAt), at, cancellationToken))
            {
                return token with { RevokedAt = at };
            }
        }

        return null;
    }

    public async Task NoteUseAsync(OrganizationId organization, string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        while (await _table.ReadAsync(organization.Value, id, cancellationToken) is { } row)
        {
            if (FromRow(row).LastUsedAt >= at || await TryMergeAsync(row, nameof(AccessToken.LastUsedAt), at, cancellationToken))
            {
                return;
            }
        }
    }

    public async Task<ListPage<AccessToken>> ListAsync(
        OrganizationId organization, UserId? user, int limit, string? after, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {organization.Value} and RowKey gt {after ?? ""}");
        if (user is { } wanted)
        {
            filter += TableClient.CreateQueryFilter($" and User eq {wanted.Value}");
        }

        return await TablePage.ReadAsync(_table, filter, limit, FromRow, row => row.RowKey, cancellationToken);
    }

    internal static TableEntity ToRow(AccessToken token)
    {
        var row = new TableEntity(token.Organization.Value, token.Id)
        {
            [nameof(AccessToken.Name)] = token.Name,
            [UserColumn] = token.User.Value,
            [nameof(AccessToken.Roles)] = RoleColumn.Write(token.Roles),
            [nameof(AccessToken.CreatedAt)] = token.CreatedAt,
            [nameof(AccessToken.CreatedBy)] = token.CreatedBy.Value,
            [nameof(AccessToken.ExpiresAt)] = token.ExpiresAt,
            [nameof(SecretHash.KeyId)] = token.Hash.KeyId,
            [nameof(SecretHash.Salt)] = token.Hash.Salt.ToArray(),
            ["Hash"] = token.Hash.Value.ToArray(),
        };
        RunRows.Set(row, nameof(AccessToken.LastUsedAt), token.LastUsedAt);
        RunRows.Set(row, nameof(AccessToken.RevokedAt), token.RevokedAt);
        return row;
    }

    private static AccessToken FromRow(TableEntity row) => new()
    {
        Organization = OrganizationId.Parse(row.PartitionKey),
        Id = row.RowKey,
        Name = RunRows.Text(row, nameof(AccessToken.Name)),
        User = UserId.Parse(RunRows.Text(row, UserColumn)),
        Roles = RoleColumn.Read(RunRows.Text(row, nameof(AccessToken.Roles))),
        CreatedAt = row.GetDateTimeOffset(nameof(AccessToken.CreatedAt))!.Value,
        CreatedBy = UserId.Parse(RunRows.Text(row, nameof(AccessToken.CreatedBy))),
        ExpiresAt = row.GetDateTimeOffset(nameof(AccessToken.ExpiresAt))!.Value,
        LastUsedAt = row.GetDateTimeOffset(nameof(AccessToken.LastUsedAt)),
        RevokedAt = row.GetDateTimeOffset(nameof(AccessToken.RevokedAt)),
        Hash = new SecretHash(RunRows.Text(row, nameof(SecretHash.KeyId)), row.GetBinary(nameof(SecretHash.Salt)), row.GetBinary("Hash")),
    };

    private async Task<bool> TryMergeAsync(TableEntity row, string column, DateTimeOffset value, CancellationToken cancellationToken)
    {
        try
        {
            await _table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { [column] = value }, row.ETag, TableUpdateMode.Merge, cancellationToken);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return false;
        }
    }
}

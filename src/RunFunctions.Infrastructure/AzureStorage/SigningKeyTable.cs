using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Keys that sign what callers carry, in table <c>SigningKeys</c>: made once per organization and purpose, then read once per process.</summary>
public sealed class SigningKeyTable(StorageClients clients)
{
    /// <summary>Purpose: list cursors.</summary>
    public const string CursorKey = "cursor";

    private const int KeyBytes = 32;
    private const string Column = "Key";

    private readonly TableClient _table = clients.Table(StorageNames.SigningKeysTable);
    private readonly ConcurrentDictionary<(OrganizationId Organization, string Purpose), byte[]> _keys = new();

    /// <summary>The key, 256 bits, made if there is none.</summary>
    public async Task<byte[]> GetAsync(OrganizationId organization, string purpose, CancellationToken cancellationToken)
    {
        if (_keys.TryGetValue((organization, purpose), out var known))
        {
            return known;
        }

        var stored = await ReadAsync(organization, purpose, cancellationToken);
        if (stored is null)
        {
            try
            {
                await _table.AddEntityAsync(NewRow(organization, purpose), cancellationToken);
            }
            catch (RequestFailedException exists) when (exists.Status == 409)
            {
                // Another instance was first; its key is the key.
            }

            stored = await ReadAsync(organization, purpose, cancellationToken);
        }

        return _keys.GetOrAdd((organization, purpose), stored!);
    }

    internal static TableEntity NewRow(OrganizationId organization, string purpose) =>
        new(organization.Value, purpose) { [Column] = RandomNumberGenerator.GetBytes(KeyBytes) };

    private async Task<byte[]?> ReadAsync(OrganizationId organization, string purpose, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(organization.Value, purpose, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetBinary(Column) : null;
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Keys in table <c>SigningKeys</c>, numbered from 1 within organization and purpose; the highest is current. Keys that the
/// configuration gives stand before them: then nothing is made here, and what was made stays valid.
/// </summary>
public sealed class SigningKeyTable(StorageClients clients, ConfiguredKeys configured, ISecretSource secrets, TimeProvider clock) : IKeyRing
{
    private const int KeyBytes = 32;
    private const string KeyColumn = "Key";
    private const string CreatedAtColumn = "CreatedAt";

    // Another process may have rotated: a key is current here for this long after it was replaced there.
    private static readonly TimeSpan CurrentFor = TimeSpan.FromMinutes(5);

    private readonly TableClient _table = clients.Table(StorageNames.SigningKeysTable);
    private readonly ConcurrentDictionary<(OrganizationId Organization, KeyPurpose Purpose), (SigningKey Key, DateTimeOffset Until)> _current = new();
    private readonly ConcurrentDictionary<(OrganizationId Organization, KeyPurpose Purpose, string Id), SigningKey> _known = new();

    public async Task<SigningKey> CurrentAsync(OrganizationId organization, KeyPurpose purpose, CancellationToken cancellationToken)
    {
        if (configured.Current(organization, purpose) is { } given)
        {
            return given;
        }

        if (_current.TryGetValue((organization, purpose), out var current) && clock.GetUtcNow() < current.Until)
        {
            return current.Key;
        }

        return MakeCurrent(organization, purpose, await NewestAsync(organization, purpose, cancellationToken) ?? await AddAsync(organization, purpose, 1, cancellationToken));
    }

    public async Task<SigningKey?> FindAsync(OrganizationId organization, KeyPurpose purpose, string keyId, CancellationToken cancellationToken)
    {
        if (configured.Find(organization, purpose, keyId) is { } given)
        {
            return given;
        }

        if (_known.TryGetValue((organization, purpose, keyId), out var known))
        {
            return known;
        }

        // An id that was never given out must not cost a storage call.
        return IsNumber(keyId) ? await ReadAsync(organization, purpose, keyId, cancellationToken) : null;
    }

    public async Task<string> RotateAsync(OrganizationId organization, KeyPurpose purpose, CancellationToken cancellationToken)
    {
        var newest = await NewestAsync(organization, purpose, cancellationToken);
        var next = newest is null ? 1 : int.Parse(newest.Id, CultureInfo.InvariantCulture) + 1;
        return MakeCurrent(organization, purpose, await AddAsync(organization, purpose, next, cancellationToken)).Id;
    }

    public async Task<IReadOnlyList<KeyInformation>> ListAsync(OrganizationId organization, CancellationToken cancellationToken)
    {
        List<(KeyPurpose Purpose, string Id, DateTimeOffset CreatedAt)> stored = [];
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {organization.Value}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey", CreatedAtColumn], cancellationToken: cancellationToken))
        {
            var purpose = Enum.GetValues<KeyPurpose>().Single(purpose => row.RowKey.StartsWith(Prefix(purpose), StringComparison.Ordinal));
            stored.Add((purpose, row.RowKey[Prefix(purpose).Length..], row.GetDateTimeOffset(CreatedAtColumn)!.Value));
        }

        var given = configured.All.ToList();
        var newest = stored.GroupBy(key => key.Purpose).ToDictionary(keys => keys.Key, keys => keys.Select(key => key.Id).Max(StringComparer.Ordinal));
        return
        [.. given.Select(key => new KeyInformation(key.Id, key.Purpose, KeySource.Configuration, CreatedAt: null, key.IsCurrent))
            .Concat(stored.Select(key => new KeyInformation(
                key.Id, key.Purpose, KeySource.Storage, key.CreatedAt, newest[key.Purpose] == key.Id && given.TrueForAll(one => one.Purpose != key.Purpose))))
            .OrderBy(key => key.Purpose)
            .ThenBy(key => key.Id, StringComparer.Ordinal),
        ];
    }

    internal static TableEntity ToRow(OrganizationId organization, KeyPurpose purpose, string id, byte[] key, DateTimeOffset createdAt) =>
        new(organization.Value, RowKey(purpose, id)) { [KeyColumn] = key, [CreatedAtColumn] = createdAt };

    private static string RowKey(KeyPurpose purpose, string id) => $"{Prefix(purpose)}{id}";

    private static string Prefix(KeyPurpose purpose) => $"{purpose.ToString().ToLowerInvariant()}|";

    private static string Id(int number) => number.ToString("D4", CultureInfo.InvariantCulture);

    private static bool IsNumber(string id) => id.Length == 4 && id.All(char.IsAsciiDigit);

    private SigningKey MakeCurrent(OrganizationId organization, KeyPurpose purpose, SigningKey key)
    {
        _current[(organization, purpose)] = (key, clock.GetUtcNow() + CurrentFor);
        return key;
    }

    private async Task<SigningKey> AddAsync(OrganizationId organization, KeyPurpose purpose, int number, CancellationToken cancellationToken)
    {
        var id = Id(number);
        try
        {
            await _table.AddEntityAsync(ToRow(organization, purpose, id, secrets.NewSecret(KeyBytes), clock.GetUtcNow()), cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // Another instance was first; its key is the key.
        }

        return await ReadAsync(organization, purpose, id, cancellationToken)
            ?? throw new InvalidOperationException("A key disappeared while it was made.");
    }

    private async Task<SigningKey?> NewestAsync(OrganizationId organization, KeyPurpose purpose, CancellationToken cancellationToken)
    {
        SigningKey? newest = null;
        var (from, to) = (RowKey(purpose, ""), RowKey(purpose, ":"));
        await foreach (var row in _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {organization.Value} and RowKey ge {from} and RowKey lt {to}"), cancellationToken: cancellationToken))
        {
            newest = Remember(organization, purpose, row);
        }

        return newest;
    }

    private async Task<SigningKey?> ReadAsync(OrganizationId organization, KeyPurpose purpose, string id, CancellationToken cancellationToken) =>
        await _table.ReadAsync(organization.Value, RowKey(purpose, id), cancellationToken) is { } row ? Remember(organization, purpose, row) : null;

    private SigningKey Remember(OrganizationId organization, KeyPurpose purpose, TableEntity row)
    {
        var id = row.RowKey[Prefix(purpose).Length..];
        return _known[(organization, purpose, id)] = new SigningKey(id, row.GetBinary(KeyColumn));
    }
}

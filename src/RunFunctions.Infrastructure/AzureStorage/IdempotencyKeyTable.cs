using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Idempotency keys in table <c>IdempotencyKeys</c>: beside the row of a key lies one that is sorted by the hour in which it was
/// reserved, and table <c>IdempotencyHours</c> names those hours, so that a purge reads ranges of keys only.
/// </summary>
public sealed class IdempotencyKeyTable(StorageClients clients, IIdSource ids) : IIdempotencyKeys
{
    private const string KeyPrefix = "key|";
    private const string HourPrefix = "hour|";
    private const int KeysPerTransaction = 50;

    private readonly TableClient _keys = clients.Table(StorageNames.IdempotencyKeysTable);
    private readonly TableClient _hours = clients.Table(StorageNames.IdempotencyHoursTable);
    private readonly HourDirectory _directory = new(clients.Table(StorageNames.IdempotencyHoursTable));

    public async Task<string?> TryReserveAsync(IdempotencyKey key, KeyUse use, CancellationToken cancellationToken)
    {
        var partition = Partition(key.Organization, key.User);

        // Before anything is reserved in an hour, that hour is known to the purge.
        await _directory.NameAsync(partition, Hour(use.ReservedAt), cancellationToken);
        var row = ToRow(key, use, ids.NewWriteId());
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.Add, row),
            new(TableTransactionActionType.Add, new TableEntity(partition, HourRow(key, use))),
        ];
        try
        {
            var written = await _keys.SubmitTransactionAsync(actions, cancellationToken);
            return written.Value[0].Headers.ETag?.ToString() ?? (await _keys.FindOwnAsync(row, cancellationToken))?.ETag.ToString();
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // In use, or a retry that meets its own first attempt.
            return (await _keys.FindOwnAsync(row, cancellationToken))?.ETag.ToString();
        }
    }

    public async Task<Versioned<KeyUse>?> FindAsync(IdempotencyKey key, CancellationToken cancellationToken) =>
        await _keys.ReadAsync(Partition(key.Organization, key.User), KeyRow(key), cancellationToken) is { } row
            ? new Versioned<KeyUse>(ToUse(row), row.ETag.ToString())
            : null;

    public async Task<string?> TryChangeAsync(IdempotencyKey key, KeyUse use, string version, CancellationToken cancellationToken) =>
        (await _keys.TryUpdateAsync(ToRow(key, use, ids.NewWriteId()), new ETag(version), TableUpdateMode.Replace, cancellationToken))?.ToString();

    public async Task RemoveAsync(IdempotencyKey key, Versioned<KeyUse> use, CancellationToken cancellationToken)
    {
        var partition = Partition(key.Organization, key.User);
        await TryRemoveAsync(
            [
                new(TableTransactionActionType.Delete, new TableEntity(partition, KeyRow(key)), new ETag(use.Version)),
                new(TableTransactionActionType.Delete, new TableEntity(partition, HourRow(key, use.Value)), ETag.All),
            ],
            cancellationToken);
    }

    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var purged = 0;
        var current = Hour(before);
        await foreach (var hour in _hours.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            if (string.CompareOrdinal(hour.RowKey, current) < 0)
            {
                purged += await PurgeAsync(hour.PartitionKey, hour.RowKey, cancellationToken);
                await _hours.TryDeleteAsync(hour.PartitionKey, hour.RowKey, hour.ETag, cancellationToken);
            }
        }

        return purged;
    }

    internal static TableEntity ToRow(IdempotencyKey key, KeyUse use, string writeId)
    {
        var row = new TableEntity(Partition(key.Organization, key.User), KeyRow(key))
        {
            [nameof(IdempotencyKey.Route)] = key.Route,
            [nameof(KeyUse.PayloadHash)] = use.PayloadHash,
            [nameof(KeyUse.ReservedId)] = use.ReservedId,
            [nameof(KeyUse.ReservedAt)] = use.ReservedAt,
            [nameof(KeyUse.InFlightUntil)] = use.InFlightUntil,
            [RunRows.WriteId] = writeId,
        };
        RunRows.Set(row, nameof(KeyUse.IsRenewed), use.IsRenewed ? true : null);
        if (use.Answer is { } answer)
        {
            row[nameof(KeptAnswer.Status)] = answer.Status;
            row[nameof(KeptAnswer.Headers)] = JsonSerializer.Serialize(answer.Headers, RowJson.Default.IReadOnlyDictionaryStringString);
            row[nameof(KeptAnswer.Body)] = answer.Body.ToArray();
            RunRows.Set(row, "RunId", answer.Run?.Value);
        }

        return row;
    }

    private static KeyUse ToUse(TableEntity row) => new(
        RunRows.Text(row, nameof(KeyUse.PayloadHash)),
        row.GetGuid(nameof(KeyUse.ReservedId))!.Value,
        row.GetDateTimeOffset(nameof(KeyUse.ReservedAt))!.Value,
        row.GetDateTimeOffset(nameof(KeyUse.InFlightUntil))!.Value,
        row.GetInt32(nameof(KeptAnswer.Status)) is { } status
            ? new KeptAnswer(
                status,
                JsonSerializer.Deserialize(RunRows.Text(row, nameof(KeptAnswer.Headers)), RowJson.Default.IReadOnlyDictionaryStringString)!,
                row.GetBinary(nameof(KeptAnswer.Body)),
                row.GetString("RunId") is { } run ? RunId.Parse(run) : null)
            : null,
        row.GetBoolean(nameof(KeyUse.IsRenewed)) ?? false);

    private static string Partition(OrganizationId organization, UserId user) => $"{organization}|{user}";

    // What callers write into a key is their affair: only its hash is stored.
    private static string HashOf(IdempotencyKey key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Route}|{key.Text}")));

    private static string KeyRow(IdempotencyKey key) => KeyPrefix + HashOf(key);

    private static string HourRow(IdempotencyKey key, KeyUse use) => $"{HourPrefix}{Hour(use.ReservedAt)}|{HashOf(key)}";

    private static string Hour(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    private async Task<int> PurgeAsync(string partition, string hour, CancellationToken cancellationToken)
    {
        var prefix = $"{HourPrefix}{hour}|";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {HourPrefix + hour + "}"}");
        List<string> hashes = [];
        await foreach (var row in _keys.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            hashes.Add(row.RowKey[prefix.Length..]);
        }

        foreach (var some in hashes.Chunk(KeysPerTransaction))
        {
            if (!await TryRemoveAsync([.. some.SelectMany(hash => Deletions(partition, prefix, hash))], cancellationToken))
            {
                // One of them was removed by somebody else: each for itself, then.
                foreach (var hash in some)
                {
                    await TryRemoveAsync([.. Deletions(partition, prefix, hash)], cancellationToken);
                }
            }
        }

        return hashes.Count;
    }

    private static TableTransactionAction[] Deletions(string partition, string prefix, string hash) =>
    [
        new(TableTransactionActionType.Delete, new TableEntity(partition, KeyPrefix + hash), ETag.All),
        new(TableTransactionActionType.Delete, new TableEntity(partition, prefix + hash), ETag.All),
    ];

    private async Task<bool> TryRemoveAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await _keys.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return false;
        }
    }
}

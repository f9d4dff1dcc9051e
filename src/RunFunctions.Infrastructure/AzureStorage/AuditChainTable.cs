using System.Globalization;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>The heads of the audit's chains in table <c>AuditChains</c>; a partition per organization, newest day first.</summary>
public sealed class AuditChainTable(StorageClients clients)
{
    private const int NewestHeads = 1000;
    private const char KeySeparator = '|';
    private const char ListSeparator = ' ';

    private readonly TableClient _table = clients.Table(StorageNames.AuditChainsTable);

    public async Task<IReadOnlyList<StoredAuditHead>> ReadAsync(OrganizationId organization, DateOnly day, CancellationToken cancellationToken)
    {
        var (from, to) = ($"{DaysLeft(day)}|", $"{DaysLeft(day)}}}");
        List<StoredAuditHead> heads = [];
        await foreach (var row in _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {organization.Value} and RowKey ge {from} and RowKey lt {to}"), cancellationToken: cancellationToken))
        {
            heads.Add(Read(organization, row));
        }

        return heads;
    }

    public async Task<bool> ExistsAsync(OrganizationId organization, AuditChainId chain, CancellationToken cancellationToken) =>
        (await FindAsync(organization, chain, cancellationToken)).HasValue;

    /// <summary>Registers a chain that has no records yet, naming the newest chains there are. Two storage calls.</summary>
    internal async Task<RegisteredChain> BeginAsync(AuditChain chain, DateTimeOffset at, SigningKey key, CancellationToken cancellationToken)
    {
        var before = await UnnamedAsync(chain, cancellationToken);
        var head = AuditChainHead.Of(chain, before, at, key);
        try
        {
            var written = await _table.AddEntityAsync(ToRow(head), cancellationToken);
            return new RegisteredChain(chain, before, written.Headers.ETag!.Value);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // Nobody else has this process's name: an attempt whose reply was lost was stored.
            var stored = await FindAsync(chain.Organization, chain.Id, cancellationToken);
            return stored.HasValue && Read(chain.Organization, stored.Value!).Head is { Count: 0 } own
                ? new RegisteredChain(chain, own.Before, stored.Value!.ETag)
                : throw new InvalidOperationException("The head of a chain that was to begin is somebody else's.", exists);
        }
    }

    /// <summary>Brings a head up to date. One storage call.</summary>
    /// <returns>False when somebody else changed the head: then it is left as it is, for verification to find.</returns>
    internal async Task<bool> TryUpdateAsync(RegisteredChain registered, DateTimeOffset at, SigningKey key, CancellationToken cancellationToken)
    {
        var chain = registered.Latest;
        var head = AuditChainHead.Of(chain, registered.Before, at, key);
        try
        {
            var written = await _table.UpdateEntityAsync(ToRow(head), registered.Tag, TableUpdateMode.Replace, cancellationToken);
            registered.Written(chain.Count, written.Headers.ETag!.Value);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // This attempt or the one before may have been stored although its reply was lost.
            var stored = await FindAsync(chain.Organization, chain.Id, cancellationToken);
            if (!stored.HasValue || new[] { head, registered.Attempted }.FirstOrDefault(own => own is not null && AuditRows.HasSameColumns(ToRow(own), stored.Value!)) is not { } own)
            {
                return false;
            }

            registered.Written(own.Count, stored.Value!.ETag);
            return true;
        }
        finally
        {
            registered.Attempted = head;
        }
    }

    internal static TableEntity ToRow(AuditChainHead head) => new(head.Organization.Value, RowKey(head.Chain))
    {
        [nameof(AuditChainHead.Count)] = head.Count,
        [nameof(AuditChainHead.Hash)] = head.Hash,
        [nameof(AuditChainHead.UpdatedAt)] = head.UpdatedAt,
        [nameof(AuditChainHead.Before)] = string.Join(ListSeparator, head.Before.Select(RowKey)),
        [nameof(AuditChainHead.KeyId)] = head.KeyId,
        [nameof(AuditChainHead.Seal)] = head.Seal,
    };

    // Heads that no newer head names: whatever begins now vouches for them.
    private async Task<IReadOnlyList<AuditChainId>> UnnamedAsync(AuditChain chain, CancellationToken cancellationToken)
    {
        HashSet<AuditChainId> unnamed = [];
        HashSet<AuditChainId> named = [chain.Id];
        await foreach (var page in _table
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {chain.Organization.Value}"), NewestHeads, cancellationToken: cancellationToken)
            .AsPages())
        {
            foreach (var stored in page.Values.Select(row => Read(chain.Organization, row)))
            {
                unnamed.Add(stored.Chain);
                named.UnionWith(stored.Head?.Before ?? []);
            }

            break;
        }

        unnamed.ExceptWith(named);
        return [.. unnamed];
    }

    private static StoredAuditHead Read(OrganizationId organization, TableEntity row)
    {
        var chain = ParseKey(row.RowKey) ?? new AuditChainId(default, row.RowKey);
        if (AuditRows.Value<int>(row, nameof(AuditChainHead.Count)) is not { } count
            || AuditRows.Value<DateTimeOffset>(row, nameof(AuditChainHead.UpdatedAt)) is not { } updatedAt
            || AuditRows.Text(row, nameof(AuditChainHead.Hash)) is not { } hash
            || AuditRows.Text(row, nameof(AuditChainHead.Before)) is not { } before
            || AuditRows.Text(row, nameof(AuditChainHead.KeyId)) is not { } key
            || AuditRows.Text(row, nameof(AuditChainHead.Seal)) is not { } seal)
        {
            return new StoredAuditHead(row.RowKey, chain, null);
        }

        var head = new AuditChainHead(
            organization, chain, count, hash, updatedAt, [.. before.Split(ListSeparator).Select(ParseKey).OfType<AuditChainId>()], key, seal);
        return new StoredAuditHead(row.RowKey, chain, AuditRows.HasSameColumns(ToRow(head), row) ? head : null);
    }

    private async Task<NullableResponse<TableEntity>> FindAsync(OrganizationId organization, AuditChainId chain, CancellationToken cancellationToken) =>
        await _table.GetEntityIfExistsAsync<TableEntity>(organization.Value, RowKey(chain), cancellationToken: cancellationToken);

    private static string RowKey(AuditChainId chain) => $"{DaysLeft(chain.Day)}{KeySeparator}{chain.Instance}";

    private static string DaysLeft(DateOnly day) => (DateOnly.MaxValue.DayNumber - day.DayNumber).ToString("D7", CultureInfo.InvariantCulture);

    private static AuditChainId? ParseKey(string key) =>
        key.Split(KeySeparator) is [{ Length: 7 } text, var instance]
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var left) && left <= DateOnly.MaxValue.DayNumber
            ? new AuditChainId(DateOnly.FromDayNumber(DateOnly.MaxValue.DayNumber - left), instance)
            : null;
}

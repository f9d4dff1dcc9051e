using System.Globalization;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Engine.Ports.Webhooks;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Deliveries in table <c>WebhookDeliveries</c>; a partition per webhook. Beside each that is pending lies a mark whose key says
/// when its next attempt is due; both are always written together.
/// </summary>
public sealed class DeliveryTable(StorageClients clients, IIdSource ids) : IDeliveryStore
{
    private const string DeliveryPrefix = "delivery|";

    /// <summary>Right after every key with <see cref="DeliveryPrefix"/>.</summary>
    private const string DeliveryEnd = "delivery}";
    private const string DuePrefix = "due|";
    private const int MaxActions = 100;

    private readonly TableClient _table = clients.Table(StorageNames.WebhookDeliveriesTable);

    public async Task AddAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);

        // False: it is there already.
        await _table.TrySubmitAsync(
            [
                new TableTransactionAction(TableTransactionActionType.Add, ToRow(delivery, ids.NewWriteId())),
                new TableTransactionAction(TableTransactionActionType.Add, ToDue(delivery)),
            ],
            cancellationToken);
    }

    public async Task<Versioned<Delivery>?> FindAsync(
        OrganizationId organization, WebhookId webhook, DeliveryId id, CancellationToken cancellationToken) =>
        await _table.ReadAsync(Partition(organization, webhook), DeliveryPrefix + id, cancellationToken) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<DeliveryId>> ListDueAsync(
        OrganizationId organization, WebhookId webhook, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var to = DueKey(now + TimeSpan.FromTicks(1));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(organization, webhook)} and RowKey ge {DuePrefix} and RowKey lt {to}");
        var page = await TablePage.ReadAsync(_table, filter, limit, row => DeliveryId.Parse(row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..]), row => row.RowKey, cancellationToken);
        return page.Items;
    }

    public async Task<Versioned<Delivery>?> TryChangeAsync(Versioned<Delivery> before, Delivery after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var row = ToRow(after, ids.NewWriteId());
        List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateReplace, row, new ETag(before.Version))];
        if (before.Value.NextAt is not null && before.Value.NextAt != after.NextAt)
        {
            actions.Add(new(TableTransactionActionType.Delete, ToDue(before.Value), ETag.All));
        }

        if (after.NextAt is not null && before.Value.NextAt != after.NextAt)
        {
            actions.Add(new(TableTransactionActionType.Add, ToDue(after)));
        }

        return await _table.TrySubmitAsync(actions, cancellationToken)
            && await _table.ReadAsync(row.PartitionKey, row.RowKey, cancellationToken) is { } written
            && written.GetString(RunRows.WriteId) == row.GetString(RunRows.WriteId)
            ? Read(written)
            : null;
    }

    public Task<ListPage<Delivery>> ListAsync(
        OrganizationId organization, WebhookId webhook, DeliveryState? state, int limit, string? after, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(organization, webhook)} and RowKey gt {after ?? DeliveryPrefix} and RowKey lt {DeliveryEnd}");
        if (state is { } wanted)
        {
            filter += TableClient.CreateQueryFilter($" and State eq {wanted.ToString()}");
        }

        return TablePage.ReadAsync(_table, filter, limit, FromRow, row => row.RowKey, cancellationToken);
    }

    public async Task<int> PurgeAsync(
        OrganizationId organization, WebhookId webhook, DeliveryState state, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var purged = 0;
        var from = DeliveryPrefix + DeliveryId.FirstAt(until);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(organization, webhook)} and RowKey ge {from} and RowKey lt {DeliveryEnd} and State eq {state.ToString()}");
        await foreach (var page in _table.QueryAsync<TableEntity>(filter, MaxActions, ["PartitionKey", "RowKey"], cancellationToken).AsPages())
        {
            // One that is being replayed, or that somebody else removes, leaves its page to the next round.
            var actions = page.Values.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)).ToList();
            if (actions.Count > 0 && await _table.TrySubmitAsync(actions, cancellationToken))
            {
                purged += actions.Count;
            }
        }

        return purged;
    }

    public async Task ClearAsync(OrganizationId organization, WebhookId webhook, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(organization, webhook)}");
        await foreach (var page in _table.QueryAsync<TableEntity>(filter, MaxActions, ["PartitionKey", "RowKey"], cancellationToken).AsPages())
        {
            if (page.Values.Count > 0)
            {
                // One that somebody else is clearing away is repeated at the next round.
                await _table.SubmitTransactionAsync(page.Values.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellationToken);
            }
        }
    }

    internal static TableEntity ToRow(Delivery delivery, string writeId)
    {
        var row = new TableEntity(Partition(delivery.Organization, delivery.Webhook), DeliveryPrefix + delivery.Id)
        {
            [nameof(Delivery.EventType)] = delivery.EventType,
            [nameof(Delivery.Body)] = delivery.Body,
            [nameof(Delivery.CreatedAt)] = delivery.CreatedAt,
            [nameof(Delivery.State)] = delivery.State.ToString(),
            [nameof(Delivery.Attempts)] = delivery.Attempts,
            [RunRows.WriteId] = writeId,
        };
        RunRows.Set(row, "RunId", delivery.Run?.Value);
        RunRows.Set(row, nameof(Delivery.NextAt), delivery.NextAt);
        RunRows.Set(row, nameof(Delivery.LastStatus), delivery.LastStatus);
        RunRows.Set(row, nameof(Delivery.LastError), delivery.LastError);
        RunRows.Set(row, nameof(Delivery.LastAttemptAt), delivery.LastAttemptAt);
        RunRows.Set(row, nameof(Delivery.DeliveredAt), delivery.DeliveredAt);
        return row;
    }

    internal static TableEntity ToDue(Delivery delivery) =>
        new(Partition(delivery.Organization, delivery.Webhook), $"{DueKey(delivery.NextAt!.Value)}|{delivery.Id}");

    private static string Partition(OrganizationId organization, WebhookId webhook) => $"{organization}|{webhook}";

    private static string DueKey(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{DuePrefix}{at.UtcTicks:D19}");

    private static Versioned<Delivery> Read(TableEntity row) => new(FromRow(row), row.ETag.ToString());

    private static Delivery FromRow(TableEntity row)
    {
        var partition = row.PartitionKey.Split('|');
        return new Delivery
        {
            Organization = OrganizationId.Parse(partition[0]),
            Webhook = WebhookId.Parse(partition[1]),
            Id = DeliveryId.Parse(row.RowKey[DeliveryPrefix.Length..]),
            EventType = RunRows.Text(row, nameof(Delivery.EventType)),
            Run = row.GetString("RunId") is { } run ? RunId.Parse(run) : null,
            Body = RunRows.Text(row, nameof(Delivery.Body)),
            CreatedAt = RunRows.Time(row, nameof(Delivery.CreatedAt))!.Value,
            State = Enum.Parse<DeliveryState>(RunRows.Text(row, nameof(Delivery.State))),
            Attempts = row.GetInt32(nameof(Delivery.Attempts))!.Value,
            NextAt = RunRows.Time(row, nameof(Delivery.NextAt)),
            LastStatus = row.GetInt32(nameof(Delivery.LastStatus)),
            LastError = row.GetString(nameof(Delivery.LastError)),
            LastAttemptAt = RunRows.Time(row, nameof(Delivery.LastAttemptAt)),
            DeliveredAt = RunRows.Time(row, nameof(Delivery.DeliveredAt)),
        };
    }
}

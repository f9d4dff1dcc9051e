using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Engine.Ports.Webhooks;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Subscriptions in table <c>Webhooks</c>; a partition per organization.</summary>
public sealed class WebhookTable(StorageClients clients, IIdSource ids) : IWebhookStore
{
    private const char ListSeparator = ',';

    private readonly TableClient _table = clients.Table(StorageNames.WebhooksTable);

    public async Task<Versioned<Webhook>?> FindAsync(OrganizationId organization, WebhookId id, CancellationToken cancellationToken) =>
        await _table.ReadAsync(organization.Value, id.Value, cancellationToken) is { } row ? new Versioned<Webhook>(FromRow(row), row.ETag.ToString()) : null;

    public Task<IReadOnlyList<Webhook>> ListAsync(OrganizationId organization, CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {organization.Value}"), cancellationToken);

    public Task<IReadOnlyList<Webhook>> ListAllAsync(CancellationToken cancellationToken) => QueryAsync(filter: null, cancellationToken);

    public async Task AddAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        if (await _table.TryAddAsync(ToRow(webhook, ids.NewWriteId()), cancellationToken) is null)
        {
            throw new InvalidOperationException("A new webhook's id was taken.");
        }
    }

    public async Task<bool> TryChangeAsync(Versioned<Webhook> before, Webhook after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        return await _table.TryUpdateAsync(ToRow(after, ids.NewWriteId()), new ETag(before.Version), TableUpdateMode.Replace, cancellationToken) is not null;
    }

    public async Task DeleteAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        if (await FindAsync(webhook.Organization, webhook.Id, cancellationToken) is { } found)
        {
            await _table.TryDeleteAsync(webhook.Organization.Value, webhook.Id.Value, new ETag(found.Version), cancellationToken);
        }
    }

    internal static TableEntity ToRow(Webhook webhook, string writeId)
    {
        var row = new TableEntity(webhook.Organization.Value, webhook.Id.Value)
        {
            [nameof(Webhook.Url)] = webhook.Url,
            [nameof(Webhook.EventTypes)] = string.Join(ListSeparator, webhook.EventTypes),
            [nameof(Webhook.Kinds)] = string.Join(ListSeparator, webhook.Kinds),
            [nameof(Webhook.IsActive)] = webhook.IsActive,
            ["SecretKeyId"] = webhook.Secret.KeyId,
            ["SecretVersion"] = webhook.Secret.Version,
            [nameof(Webhook.RetiredSecrets)] = JsonSerializer.Serialize(webhook.RetiredSecrets, RowJson.Default.IReadOnlyListRetiredSecret),
            [nameof(Webhook.CreatedAt)] = webhook.CreatedAt,
            [nameof(Webhook.UpdatedAt)] = webhook.UpdatedAt,
            [nameof(Webhook.CreatedBy)] = webhook.CreatedBy.Value,
            [RunRows.WriteId] = writeId,
        };
        RunRows.Set(row, nameof(Webhook.RemovedAt), webhook.RemovedAt);
        return row;
    }

    private static Webhook FromRow(TableEntity row) => new()
    {
        Organization = OrganizationId.Parse(row.PartitionKey),
        Id = WebhookId.Parse(row.RowKey),
        Url = RunRows.Text(row, nameof(Webhook.Url)),
        EventTypes = List(row, nameof(Webhook.EventTypes)),
        Kinds = [.. List(row, nameof(Webhook.Kinds)).Select(RunKind.Parse)],
        IsActive = row.GetBoolean(nameof(Webhook.IsActive))!.Value,
        Secret = new WebhookSecret(RunRows.Text(row, "SecretKeyId"), row.GetInt32("SecretVersion")!.Value),
        RetiredSecrets = JsonSerializer.Deserialize(RunRows.Text(row, nameof(Webhook.RetiredSecrets)), RowJson.Default.IReadOnlyListRetiredSecret)!,
        CreatedAt = RunRows.Time(row, nameof(Webhook.CreatedAt))!.Value,
        UpdatedAt = RunRows.Time(row, nameof(Webhook.UpdatedAt))!.Value,
        CreatedBy = UserId.Parse(RunRows.Text(row, nameof(Webhook.CreatedBy))),
        RemovedAt = RunRows.Time(row, nameof(Webhook.RemovedAt)),
    };

    private static string[] List(TableEntity row, string column) => row.GetString(column) is { Length: > 0 } text ? text.Split(ListSeparator) : [];

    private async Task<IReadOnlyList<Webhook>> QueryAsync(string? filter, CancellationToken cancellationToken)
    {
        List<Webhook> webhooks = [];
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            webhooks.Add(FromRow(row));
        }

        return webhooks;
    }
}

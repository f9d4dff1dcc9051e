using RunFunctions.Core.Engine.Application.Webhooks;
using RunFunctions.Core.Engine.Domain.Webhooks;

namespace RunFunctions.Api.Engine.Webhooks;

/// <summary>A webhook as admins see it: everything but its secret.</summary>
public sealed record WebhookView(
    string WebhookId,
    string Url,
    IReadOnlyList<string> EventTypes,
    IReadOnlyList<string> Kinds,
    bool Active,
    int SecretVersion,
    DateTimeOffset? PreviousSecretUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string CreatedBy)
{
    public static WebhookView Of(Webhook webhook) => new(
        webhook.Id.Value,
        webhook.Url,
        webhook.EventTypes.Count > 0 ? webhook.EventTypes : WebhookEvents.Types,
        [.. webhook.Kinds.Select(kind => kind.Value)],
        webhook.IsActive,
        webhook.Secret.Version,
        webhook.RetiredSecrets is [var last, ..] ? last.Until : null,
        webhook.CreatedAt,
        webhook.UpdatedAt,
        webhook.CreatedBy.Value);
}

/// <summary>A webhook with a secret that was just made: shown this once.</summary>
public sealed record WebhookSecretView(string Secret, WebhookView Webhook)
{
    public static WebhookSecretView Of(WebhookWithSecret made) => new(made.Secret, WebhookView.Of(made.Webhook));
}

/// <summary>A delivery as admins see it.</summary>
public sealed record DeliveryView(
    string DeliveryId,
    string EventType,
    string? RunId,
    DeliveryState State,
    int Attempts,
    int? LastStatus,
    string? LastError,
    DateTimeOffset? LastAttemptAt,
    DateTimeOffset? NextAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset CreatedAt)
{
    public static DeliveryView Of(Delivery delivery) => new(
        delivery.Id.Value,
        delivery.EventType,
        delivery.Run?.Value,
        delivery.State,
        delivery.Attempts,
        delivery.LastStatus,
        delivery.LastError,
        delivery.LastAttemptAt,
        delivery.NextAt,
        delivery.DeliveredAt,
        delivery.CreatedAt);
}

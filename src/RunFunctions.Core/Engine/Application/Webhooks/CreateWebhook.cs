using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Engine.Ports.Webhooks;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <param name="Webhook">As it is kept.</param>
/// <param name="Secret">For its receiver, to check signatures; shown this once.</param>
public sealed record WebhookWithSecret(Webhook Webhook, string Secret)
{
    /// <param name="webhook">The webhook.</param>
    /// <param name="key">The key that its secret names.</param>
    internal static WebhookWithSecret Of(Webhook webhook, SigningKey key) =>
        new(webhook, WebhookSignature.SecretText(key, webhook.Id, webhook.Secret.Version));
}

/// <summary>Subscribes the caller's organization to what happens to its runs.</summary>
public sealed class CreateWebhook(
    IWebhookStore webhooks, WebhookDirectory directory, Destinations destinations, IRunPlans plans, IKeyRing keys, IIdSource ids, TimeProvider clock)
{
    /// <summary>The organization has as many webhooks as it may.</summary>
    public const string TooManyReason = "TOO_MANY_WEBHOOKS";

    /// <summary>What an idempotency key made has been removed since.</summary>
    public const string RemovedReason = "WEBHOOK_REMOVED";

    public async Task<Result<WebhookWithSecret>> HandleAsync(RequestOrigin origin, NewWebhook wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(wanted);
        var input = new WebhookInput(destinations, plans);
        var (url, types, kinds) = (input.Url(wanted.Url), input.EventTypes(wanted.EventTypes ?? []), input.Kinds(wanted.Kinds ?? []));
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var id = WebhookId.New(origin.NewId(ids));
        if (origin.Reserved is { IsRepeat: true } reserved && await webhooks.FindAsync(origin.Organization, id, cancellationToken) is { Value: var made })
        {
            reserved.Found();
            return made.RemovedAt is null
                ? await WithSecretAsync(made, cancellationToken)
                : Refusal.Conflict(RemovedReason, "The webhook that this Idempotency-Key made has been removed.");
        }

        if ((await webhooks.ListAsync(origin.Organization, cancellationToken)).Count(webhook => webhook.RemovedAt is null) >= Webhook.MaxPerOrganization)
        {
            return Refusal.Conflict(TooManyReason, $"An organization has at most {Webhook.MaxPerOrganization} webhooks.");
        }

        var key = await keys.CurrentAsync(origin.Organization, KeyPurpose.Webhook, cancellationToken);
        var now = clock.GetUtcNow();
        var webhook = new Webhook
        {
            Organization = origin.Organization,
            Id = id,
            Url = url,
            EventTypes = types,
            Kinds = kinds,
            IsActive = wanted.Active ?? true,
            Secret = new WebhookSecret(key.Id, Version: 1),
            CreatedAt = now,
            UpdatedAt = now,
            CreatedBy = origin.User,
        };
        await webhooks.AddAsync(webhook, cancellationToken);
        directory.Forget();
        return WebhookWithSecret.Of(webhook, key);
    }

    private async Task<WebhookWithSecret> WithSecretAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var key = await keys.FindAsync(webhook.Organization, KeyPurpose.Webhook, webhook.Secret.KeyId, cancellationToken)
            ?? throw new InvalidOperationException($"Key {webhook.Secret.KeyId} of webhook {webhook.Id} is gone.");
        return WebhookWithSecret.Of(webhook, key);
    }
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Engine.Ports.Webhooks;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <param name="Webhook">As it is kept.</param>
/// <param name="Secret">For its receiver, to check signatures; shown this once.</param>
public sealed record WebhookWithSecret(Webhook Webhook, string Secret);

/// <summary>Subscribes the caller's organization to what happens to its runs.</summary>
public sealed class CreateWebhook(
    IWebhookStore webhooks, WebhookDirectory directory, Destinations destinations, IKeyRing keys, IIdSource ids, TimeProvider clock)
{
    /// <summary>The organization has as many webhooks as it may.</summary>
    public const string TooManyReason = "TOO_MANY_WEBHOOKS";

    public async Task<Result<WebhookWithSecret>> HandleAsync(RequestOrigin origin, NewWebhook wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(wanted);
        var input = new WebhookInput(destinations);
        var (url, types, kinds) = (input.Url(wanted.Url), input.EventTypes(wanted.EventTypes ?? []), input.Kinds(wanted.Kinds ?? []));
        if (input.Refusal is { } refusal)
        {
            return refusal;
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
            Id = WebhookId.New(ids.NewId()),
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
        return new WebhookWithSecret(webhook, WebhookSignature.SecretText(key, webhook.Id, webhook.Secret.Version));
    }
}

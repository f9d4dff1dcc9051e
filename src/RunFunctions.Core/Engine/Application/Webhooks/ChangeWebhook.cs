using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Engine.Ports.Webhooks;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <summary>Changes, removes and gives new secrets to webhooks.</summary>
public sealed class ChangeWebhook(IWebhookStore webhooks, WebhookDirectory directory, Destinations destinations, IRunPlans plans, IKeyRing keys, TimeProvider clock)
{
    /// <summary>How long deliveries carry the signature of a secret before, too.</summary>
    public static readonly TimeSpan SecretOverlap = TimeSpan.FromHours(24);

    /// <summary>So many secrets before are still valid that there may not be another.</summary>
    public const string RotatedTooOftenReason = "ROTATED_TOO_OFTEN";

    /// <summary>A delivery carries one signature for each secret that is valid.</summary>
    private const int MostRetiredSecrets = 5;

    /// <param name="organization">Owner.</param>
    /// <param name="id">The webhook.</param>
    /// <param name="changes">What changes.</param>
    /// <param name="isExpected">Whether the webhook is as the caller believes; if not, nothing is changed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<Webhook>> HandleAsync(
        OrganizationId organization, WebhookId id, WebhookChanges changes, Func<Webhook, bool> isExpected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var input = new WebhookInput(destinations, plans);
        var url = changes.Url is null ? null : input.Url(changes.Url);
        var types = changes.EventTypes is null ? null : input.EventTypes(changes.EventTypes);
        var kinds = changes.Kinds is null ? null : input.Kinds(changes.Kinds);
        return input.Refusal is { } refusal ? refusal : await WriteAsync(
            organization,
            id,
            before => before with
            {
                Url = url ?? before.Url,
                EventTypes = types ?? before.EventTypes,
                Kinds = kinds ?? before.Kinds,
                IsActive = changes.Active ?? before.IsActive,
            },
            before => isExpected(before) ? null : new Refusal(ErrorCode.PreconditionFailed, "The webhook has changed since it was read."),
            cancellationToken);
    }

    /// <summary>Removes a webhook: nothing is sent any more. Its deliveries are cleared away in the background.</summary>
    public Task<Result<Webhook>> RemoveAsync(OrganizationId organization, WebhookId id, CancellationToken cancellationToken) =>
        WriteAsync(organization, id, before => before with { RemovedAt = clock.GetUtcNow(), IsActive = false }, _ => null, cancellationToken);

    /// <summary>Gives a new secret; each one before stays valid for <see cref="SecretOverlap"/> after its own rotation.</summary>
    public async Task<Result<WebhookWithSecret>> RotateSecretAsync(OrganizationId organization, WebhookId id, CancellationToken cancellationToken)
    {
        var key = await keys.CurrentAsync(organization, KeyPurpose.Webhook, cancellationToken);
        var rotated = await WriteAsync(
            organization,
            id,
            before => before.Rotate(key.Id, clock.GetUtcNow(), SecretOverlap),
            before => before.SecretsAt(clock.GetUtcNow()).Count() <= MostRetiredSecrets
                ? null
                : Refusal.Conflict(RotatedTooOftenReason, $"{MostRetiredSecrets} earlier secrets are still valid; wait until the oldest is over."),
            cancellationToken);
        return rotated.TryGet(out var webhook, out var refusal)
            ? WebhookWithSecret.Of(webhook, key)
            : refusal;
    }

    private async Task<Result<Webhook>> WriteAsync(
        OrganizationId organization, WebhookId id, Func<Webhook, Webhook> change, Func<Webhook, Refusal?> refuse, CancellationToken cancellationToken)
    {
        while (await webhooks.FindAsync(organization, id, cancellationToken) is { Value.RemovedAt: null } before)
        {
            if (refuse(before.Value) is { } refusal)
            {
                return refusal;
            }

            var after = change(before.Value) with { UpdatedAt = clock.GetUtcNow() };
            if (await webhooks.TryChangeAsync(before, after, cancellationToken))
            {
                directory.Forget();
                return after;
            }
        }

        return GetWebhook.NotFound();
    }
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports.Webhooks;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <summary>
/// Sends the deliveries of a webhook that are due, at least once each. An attempt is claimed by a conditional write: of any number
/// of senders one makes it, and if that one dies the attempt is due again when the claim is over.
/// </summary>
public sealed class SendDeliveries(IDeliveryStore deliveries, IDeliverySender sender, IKeyRing keys, WebhookSettings settings, TimeProvider clock)
{
    private const int Batch = 32;
    private const int AtOnce = 4;

    private readonly IReadOnlyList<TimeSpan> _delays = settings.ReadDelays();

    /// <summary>How long an attempt is protected: the time it may take, and as much again for what surrounds it.</summary>
    private TimeSpan ClaimFor => 2 * settings.Timeout;

    /// <summary>Makes the attempts that are due, until none is left or it is time to stop; what was begun is finished.</summary>
    public async Task HandleAsync(Webhook webhook, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        IReadOnlyList<DeliveryId> due;
        do
        {
            due = await deliveries.ListDueAsync(webhook.Organization, webhook.Id, clock.GetUtcNow(), Batch, stopping);
            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping },
                async (id, _) => await AttemptAsync(webhook, id, CancellationToken.None));
        }
        while (due.Count == Batch);
    }

    private async Task AttemptAsync(Webhook webhook, DeliveryId id, CancellationToken cancellationToken)
    {
        if (await deliveries.FindAsync(webhook.Organization, webhook.Id, id, cancellationToken) is not { } found
            || found.Value.State != DeliveryState.Pending
            || found.Value.NextAt > clock.GetUtcNow())
        {
            return;
        }

        if (found.Value.Attempts > _delays.Count)
        {
            await deliveries.TryChangeAsync(found, found.Value.GiveUp() with { LastError = DeliveryErrors.SenderDied }, cancellationToken);
            return;
        }

        if (await deliveries.TryChangeAsync(found, found.Value.Claim(clock.GetUtcNow(), ClaimFor), cancellationToken) is { } claimed)
        {
            var answer = await SendAsync(webhook, claimed.Value, cancellationToken);

            // Whoever changed it meanwhile wants it sent once more.
            await deliveries.TryChangeAsync(claimed, claimed.Value.End(answer, _delays, clock.GetUtcNow()), cancellationToken);
        }
    }

    private async Task<DeliveryAnswer> SendAsync(Webhook webhook, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<string> signatures = [];
        foreach (var secret in webhook.SecretsAt(now))
        {
            if (await SignAsync(webhook, secret, delivery, now, cancellationToken) is { } signature)
            {
                signatures.Add(signature);
            }
            else if (secret == webhook.Secret)
            {
                return new DeliveryAnswer(null, DeliveryErrors.KeyMissing);
            }
        }

        return await sender.SendAsync(
            new DeliveryMessage(webhook.Url, delivery.Id, now, string.Join(' ', signatures), delivery.Body), cancellationToken);
    }

    private async Task<string?> SignAsync(Webhook webhook, WebhookSecret secret, Delivery delivery, DateTimeOffset now, CancellationToken cancellationToken) =>
        await keys.FindAsync(webhook.Organization, KeyPurpose.Webhook, secret.KeyId, cancellationToken) is { } key
            ? WebhookSignature.Sign(key, webhook.Id, secret.Version, delivery.Id, now, delivery.Body)
            : null;
}

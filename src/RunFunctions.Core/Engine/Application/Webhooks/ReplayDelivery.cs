using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports.Webhooks;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <param name="Webhook">Where to.</param>
/// <param name="Delivery">Due now.</param>
public sealed record QueuedDelivery(Webhook Webhook, Delivery Delivery);

/// <summary>Sends a delivery once more, whatever became of it, under the same id and with all its attempts.</summary>
public sealed class ReplayDelivery(GetWebhook getWebhook, IDeliveryStore deliveries, TimeProvider clock)
{
    public async Task<Result<QueuedDelivery>> HandleAsync(OrganizationId organization, WebhookId id, DeliveryId delivery, CancellationToken cancellationToken)
    {
        var active = await getWebhook.ActiveAsync(organization, id, cancellationToken);
        if (!active.TryGet(out var webhook, out var refusal))
        {
            return refusal;
        }

        while (await deliveries.FindAsync(organization, id, delivery, cancellationToken) is { } before)
        {
            if (await deliveries.TryChangeAsync(before, before.Value.Replay(clock.GetUtcNow()), cancellationToken) is { } written)
            {
                return new QueuedDelivery(webhook, written.Value);
            }
        }

        return Refusal.NotFound("The delivery");
    }
}

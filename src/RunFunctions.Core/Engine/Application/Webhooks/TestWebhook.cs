using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Engine.Ports.Webhooks;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <summary>Queues an event that is about no run, so that a receiver can be tried out.</summary>
public sealed class TestWebhook(GetWebhook getWebhook, IDeliveryStore deliveries, IIdSource ids, TimeProvider clock)
{
    public async Task<Result<QueuedDelivery>> HandleAsync(OrganizationId organization, WebhookId id, CancellationToken cancellationToken)
    {
        var active = await getWebhook.ActiveAsync(organization, id, cancellationToken);
        if (!active.TryGet(out var webhook, out var refusal))
        {
            return refusal;
        }

        var delivery = WebhookEvents.TestOf(webhook, ids.NewId(), clock.GetUtcNow());
        await deliveries.AddAsync(delivery, cancellationToken);
        return new QueuedDelivery(webhook, delivery);
    }
}

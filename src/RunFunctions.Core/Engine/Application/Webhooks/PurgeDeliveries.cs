using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports.Webhooks;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <summary>Removes deliveries of events that are older than they are kept. What one round leaves, the next one removes; pending ones stay.</summary>
public sealed class PurgeDeliveries(IWebhookStore webhooks, IDeliveryStore deliveries, WebhookSettings settings, TimeProvider clock)
{
    /// <returns>How many were removed.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        var purged = 0;
        var now = clock.GetUtcNow();
        foreach (var webhook in await webhooks.ListAllAsync(cancellationToken))
        {
            purged += await deliveries.PurgeAsync(webhook.Organization, webhook.Id, DeliveryState.Delivered, now - settings.DeliveredRetention, cancellationToken);
            purged += await deliveries.PurgeAsync(webhook.Organization, webhook.Id, DeliveryState.Dead, now - settings.DeadRetention, cancellationToken);
        }

        return purged;
    }
}

using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports.Webhooks;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <summary>Clears away a removed webhook and its deliveries, once no process can know it as active any more. May be repeated.</summary>
public sealed class ClearRemovedWebhook(IWebhookStore webhooks, IDeliveryStore deliveries, TimeProvider clock)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    public async Task HandleAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        if (webhook.RemovedAt + Grace < clock.GetUtcNow())
        {
            await deliveries.ClearAsync(webhook.Organization, webhook.Id, cancellationToken);
            await webhooks.DeleteAsync(webhook, cancellationToken);
        }
    }
}

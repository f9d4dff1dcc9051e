using System.Collections.Concurrent;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Engine.Ports.Webhooks;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <summary>
/// Queues what happened to runs for the webhooks that want it. A delivery's id comes from the event, so that queuing twice is one
/// delivery. An organization without webhooks costs no storage call.
/// </summary>
public sealed class QueueDeliveries(WebhookDirectory directory, IDeliveryStore deliveries, IRunStore runs, TimeProvider clock)
{
    private const int Remembered = 10_000;

    // What this process has queued; saves a refused insert, nothing more.
    private readonly ConcurrentDictionary<(WebhookId Webhook, DeliveryId Id), bool> _queued = new();

    /// <summary>Queues one event.</summary>
    /// <returns>The webhooks that want it.</returns>
    public async Task<IReadOnlyList<Webhook>> HandleAsync(RunEvent happened, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(happened);
        Webhook[] wanting = [.. (await directory.OfAsync(happened.Organization, cancellationToken)).Where(webhook => webhook.Wants(happened))];
        foreach (var webhook in wanting)
        {
            await QueueAsync(WebhookEvents.DeliveryOf(webhook, happened, clock.GetUtcNow()), cancellationToken);
        }

        return wanting;
    }

    /// <summary>Queues everything that ever happened to a run: what a crash or a full feed has swallowed is made good.</summary>
    public async Task OfRunAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var webhooks = await directory.OfAsync(run.Organization, cancellationToken);
        if (!webhooks.Any(webhook => webhook is { IsActive: true, RemovedAt: null }))
        {
            return;
        }

        foreach (var happened in await runs.ListEventsAsync(run, cancellationToken))
        {
            // A webhook is told what happens from its creation on, not the life that a run had before.
            foreach (var webhook in webhooks.Where(webhook => webhook.Wants(happened) && webhook.CreatedAt <= happened.At))
            {
                await QueueAsync(WebhookEvents.DeliveryOf(webhook, happened, clock.GetUtcNow()), cancellationToken);
            }
        }
    }

    private async Task QueueAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (_queued.ContainsKey((delivery.Webhook, delivery.Id)))
        {
            return;
        }

        await deliveries.AddAsync(delivery, cancellationToken);
        if (_queued.Count >= Remembered)
        {
            _queued.Clear();
        }

        _queued[(delivery.Webhook, delivery.Id)] = true;
    }
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Ports.Webhooks;

/// <summary>Deliveries, newest event first, and which of them are due; a partition per webhook.</summary>
public interface IDeliveryStore
{
    /// <summary>Queues a delivery; one that is there already stays as it is. One call.</summary>
    Task AddAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>One point read.</summary>
    Task<Versioned<Delivery>?> FindAsync(OrganizationId organization, WebhookId webhook, DeliveryId id, CancellationToken cancellationToken);

    /// <summary>Ids of deliveries with an attempt due, oldest first. One query of a range of keys.</summary>
    Task<IReadOnlyList<DeliveryId>> ListDueAsync(OrganizationId organization, WebhookId webhook, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <returns>The new version; null when somebody else wrote first.</returns>
    Task<Versioned<Delivery>?> TryChangeAsync(Versioned<Delivery> before, Delivery after, CancellationToken cancellationToken);

    /// <param name="organization">Owner.</param>
    /// <param name="webhook">Whose deliveries.</param>
    /// <param name="state">Only these; null: all.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="after">Position from the page before; null for the first page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ListPage<Delivery>> ListAsync(
        OrganizationId organization, WebhookId webhook, DeliveryState? state, int limit, string? after, CancellationToken cancellationToken);

    /// <summary>Removes deliveries in a state, of events up to a time. One query of a range of keys, and one call more per 100 removed.</summary>
    /// <returns>How many were removed.</returns>
    Task<int> PurgeAsync(OrganizationId organization, WebhookId webhook, DeliveryState state, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Removes every delivery of a webhook.</summary>
    Task ClearAsync(OrganizationId organization, WebhookId webhook, CancellationToken cancellationToken);
}

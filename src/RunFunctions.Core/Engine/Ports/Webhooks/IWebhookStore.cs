using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;

namespace RunFunctions.Core.Engine.Ports.Webhooks;

/// <summary>Subscriptions; a partition per organization.</summary>
public interface IWebhookStore
{
    /// <summary>One point read. Also one that was removed and is not cleared away.</summary>
    Task<Versioned<Webhook>?> FindAsync(OrganizationId organization, WebhookId id, CancellationToken cancellationToken);

    /// <summary>Every webhook of an organization; there are few. One query.</summary>
    Task<IReadOnlyList<Webhook>> ListAsync(OrganizationId organization, CancellationToken cancellationToken);

    /// <summary>Every webhook of every organization, for what happens in the background. One query.</summary>
    Task<IReadOnlyList<Webhook>> ListAllAsync(CancellationToken cancellationToken);

    Task AddAsync(Webhook webhook, CancellationToken cancellationToken);

    /// <returns>False when somebody else wrote first.</returns>
    Task<bool> TryChangeAsync(Versioned<Webhook> before, Webhook after, CancellationToken cancellationToken);

    /// <summary>Removes the row.</summary>
    Task DeleteAsync(Webhook webhook, CancellationToken cancellationToken);
}

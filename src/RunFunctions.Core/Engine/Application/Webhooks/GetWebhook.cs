using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports.Webhooks;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <summary>Reads webhooks.</summary>
public sealed class GetWebhook(IWebhookStore webhooks)
{
    /// <summary>Nothing is sent to a webhook that is not active.</summary>
    public const string InactiveReason = "WEBHOOK_INACTIVE";

    /// <summary>One storage call; NOT_FOUND when it was removed.</summary>
    public async Task<Result<Webhook>> HandleAsync(OrganizationId organization, WebhookId id, CancellationToken cancellationToken) =>
        await webhooks.FindAsync(organization, id, cancellationToken) is { Value.RemovedAt: null } found ? found.Value : NotFound();

    /// <summary>The webhooks of an organization by id.</summary>
    public async Task<ListPage<Webhook>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken)
    {
        var all = await webhooks.ListAsync(organization, cancellationToken);
        Webhook[] rest = [.. all.Where(webhook => webhook.RemovedAt is null && string.CompareOrdinal(webhook.Id.Value, after) > 0).OrderBy(webhook => webhook.Id.Value, StringComparer.Ordinal)];
        return new ListPage<Webhook>([.. rest.Take(limit)], rest.Length > limit ? rest[limit - 1].Id.Value : null);
    }

    /// <summary>A webhook to which something may be sent.</summary>
    internal async Task<Result<Webhook>> ActiveAsync(OrganizationId organization, WebhookId id, CancellationToken cancellationToken)
    {
        var found = await HandleAsync(organization, id, cancellationToken);
        return found.Value is { IsActive: false } ? Refusal.Conflict(InactiveReason, "The webhook is not active.") : found;
    }

    internal static Refusal NotFound() => Refusal.NotFound("The webhook");
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports.Webhooks;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <summary>
/// The webhooks that this process knows, so that asking for them costs no storage call. A change made in this process is seen at
/// once, one made elsewhere after <see cref="WebhookSettings.Interval"/>, and after three of them where nobody refreshes: until
/// then a new webhook may miss events, and one that was changed or paused may get some.
/// </summary>
public sealed class WebhookDirectory(IWebhookStore webhooks, WebhookSettings settings, TimeProvider clock)
{
    private const int MissedIntervals = 3;
    private volatile Snapshot? _known;

    // How often something was changed here.
    private long _changes;

    /// <summary>The webhooks of an organization, also those that are not active.</summary>
    public async ValueTask<IReadOnlyList<Webhook>> OfAsync(OrganizationId organization, CancellationToken cancellationToken)
    {
        var known = _known is { } recent && clock.GetUtcNow() < recent.Until ? recent : await ReadAsync(cancellationToken);
        return known.ByOrganization.GetValueOrDefault(organization) ?? [];
    }

    /// <summary>Reads all webhooks again. One query.</summary>
    public async Task<IReadOnlyList<Webhook>> RefreshAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAsync(cancellationToken)).ByOrganization.Values.SelectMany(some => some)];

    /// <summary>Forgets what is known because something was changed here.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _changes);
        _known = null;
    }

    private async Task<Snapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var changes = Volatile.Read(ref _changes);
        var until = clock.GetUtcNow() + (MissedIntervals * settings.Interval);
        var all = await webhooks.ListAllAsync(cancellationToken);
        var read = new Snapshot(all.GroupBy(webhook => webhook.Organization).ToDictionary(group => group.Key, group => group.ToList()), until);
        _known = read;
        if (Volatile.Read(ref _changes) != changes)
        {
            // What was read may be what was changed meanwhile.
            _known = null;
        }

        return read;
    }

    private sealed record Snapshot(Dictionary<OrganizationId, List<Webhook>> ByOrganization, DateTimeOffset Until);
}

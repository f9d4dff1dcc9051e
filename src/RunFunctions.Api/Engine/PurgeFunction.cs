using Microsoft.Azure.Functions.Worker;
using RunFunctions.Core.Engine.Application.Webhooks;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Api.Engine;

/// <summary>Every ten minutes: removes idempotency keys and webhook deliveries that are older than they are kept.</summary>
public sealed class PurgeFunction(IIdempotencyKeys keys, PurgeDeliveries purgeDeliveries, RunSettings settings, TimeProvider clock)
{
    [Function("Purge")]
    public Task Run([TimerTrigger("0 */10 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) => Task.WhenAll(
        keys.PurgeAsync(clock.GetUtcNow() - settings.IdempotencyRetention, cancellationToken),
        purgeDeliveries.HandleAsync(cancellationToken));
}

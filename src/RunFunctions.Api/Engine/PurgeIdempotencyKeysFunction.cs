using Microsoft.Azure.Functions.Worker;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Api.Engine;

/// <summary>Every ten minutes: removes idempotency keys that are older than they are kept.</summary>
public sealed class PurgeIdempotencyKeysFunction(IIdempotencyKeys keys, RunSettings settings, TimeProvider clock)
{
    [Function("PurgeIdempotencyKeys")]
    public Task Run([TimerTrigger("0 */10 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        keys.PurgeAsync(clock.GetUtcNow() - settings.IdempotencyRetention, cancellationToken);
}

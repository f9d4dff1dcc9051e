using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>Idempotency keys in use, by organization, user and route. Every write is conditional.</summary>
public interface IIdempotencyKeys
{
    /// <summary>Takes a key into use.</summary>
    /// <returns>The version written; null when it is in use already.</returns>
    Task<string?> TryReserveAsync(IdempotencyKey key, KeyUse use, CancellationToken cancellationToken);

    /// <summary>One point read.</summary>
    Task<Versioned<KeyUse>?> FindAsync(IdempotencyKey key, CancellationToken cancellationToken);

    /// <returns>The version written; null when somebody else wrote first.</returns>
    Task<string?> TryChangeAsync(IdempotencyKey key, KeyUse use, string version, CancellationToken cancellationToken);

    /// <summary>Takes a key out of use, unless somebody else wrote it.</summary>
    Task RemoveAsync(IdempotencyKey key, Versioned<KeyUse> use, CancellationToken cancellationToken);

    /// <summary>Removes every key that was reserved in an hour that ended before a time. By ranges of keys, and resumable.</summary>
    /// <returns>How many.</returns>
    Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

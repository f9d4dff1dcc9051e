using System.Collections.Concurrent;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Access.Application;

/// <summary>
/// What this process read of a credential a moment ago, also that there is none, so that a caller costs one storage call in a
/// while and not one per request. A change made in this process is seen at once, one made elsewhere after <see cref="AccessSettings.CredentialCache"/>.
/// </summary>
public sealed class CredentialCache<T>(AccessSettings settings, TimeProvider clock) where T : class
{
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<(OrganizationId Organization, string Id), (T? Value, DateTimeOffset Until)> _entries = new();

    // How often something was forgotten.
    private long _forgotten;

    /// <summary>The remembered value, or the one that <paramref name="read"/> gives now; null when there is none.</summary>
    public async Task<T?> GetAsync(OrganizationId organization, string id, Func<Task<T?>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (_entries.TryGetValue((organization, id), out var entry) && clock.GetUtcNow() < entry.Until)
        {
            return entry.Value;
        }

        var until = clock.GetUtcNow() + settings.CredentialCache;
        var forgotten = Volatile.Read(ref _forgotten);
        var value = await read();
        if (_entries.Count >= Remembered)
        {
            _entries.Clear();
        }

        _entries[(organization, id)] = (value, until);
        if (Volatile.Read(ref _forgotten) != forgotten)
        {
            // What was read may be what was forgotten meanwhile.
            _entries.TryRemove((organization, id), out _);
        }

        return value;
    }

    /// <summary>Forgets a credential that was changed here.</summary>
    public void Forget(OrganizationId organization, string id)
    {
        Interlocked.Increment(ref _forgotten);
        _entries.TryRemove((organization, id), out _);
    }
}

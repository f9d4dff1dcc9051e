using System.Collections.Concurrent;

namespace Durable.Conformance.App;

/// <summary>
/// What code of this app saw while it ran, by key; kept in memory beside the engine, so that replays and repeated attempts can
/// be counted. An app would not do this: it is how the suite looks into one.
/// </summary>
public static class Observations
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Seen = new(StringComparer.Ordinal);

    /// <returns>How many there are now under the key.</returns>
    public static int Add(string key, object? value)
    {
        var queue = Seen.GetOrAdd(key, _ => new ConcurrentQueue<string>());
        lock (queue)
        {
            queue.Enqueue(FormattableString.Invariant($"{value}"));
            return queue.Count;
        }
    }

    /// <summary>In the order in which they were added.</summary>
    public static IReadOnlyList<string> Of(string key) => Seen.TryGetValue(key, out var queue) ? [.. queue] : [];
}

using System.Collections.Concurrent;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// How far back pages of the run index reached when this process last read them. The emulator sorts everything in a query's
/// range before it cuts off a page; to ask for no more than a page's worth keeps its cost that of the page, however long the
/// list. A wrong guess costs a second query, never a wrong page; the service, which reads in key order, does not need it.
/// </summary>
internal sealed class PageReach
{
    private const int RememberedPages = 10_000;

    // A page is likely to be no more than so many times as long as the page before.
    private const int Slack = 4;

    private readonly ConcurrentDictionary<(string List, string After), string> _reaches = new();

    /// <summary>The bound before which a page is likely to end; null when nothing is known.</summary>
    /// <param name="list">The list with everything that selects from it.</param>
    /// <param name="after">Bound after which the page begins.</param>
    public string? Find(string list, string after) => _reaches.GetValueOrDefault((list, after));

    /// <summary>Notes a page that was read.</summary>
    /// <param name="list">The list with everything that selects from it.</param>
    /// <param name="after">Bound after which the page begins.</param>
    /// <param name="end">Bound before which the list ends.</param>
    /// <param name="keys">Row keys that were found: more than <paramref name="limit"/> when there is another page.</param>
    /// <param name="limit">Rows of the page.</param>
    public void Learn(string list, string after, string end, IReadOnlyList<string> keys, int limit)
    {
        if (_reaches.Count >= RememberedPages)
        {
            _reaches.Clear();
        }

        if (keys.Count <= limit)
        {
            _reaches.TryRemove((list, after), out _);
            return;
        }

        var (newest, oldest) = (RunIndexKeys.Backwards(keys[0])!.Value, RunIndexKeys.Backwards(keys[limit])!.Value);
        _reaches[(list, after)] = RunIndexKeys.AfterRunsAt(oldest);
        var next = RunIndexKeys.AfterRunsAt(oldest + (Slack * (oldest - newest)));
        if (string.CompareOrdinal(next, end) < 0)
        {
            _reaches.TryAdd((list, keys[limit - 1]), next);
        }
    }
}

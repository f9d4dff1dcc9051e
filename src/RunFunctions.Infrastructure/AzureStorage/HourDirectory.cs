using System.Collections.Concurrent;
using Azure.Data.Tables;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Which hours of a partitioned table hold something, in a small table of their own: a row per partition and hour, so that
/// whoever looks for it later reads those hours by key, and no others.
/// </summary>
internal sealed class HourDirectory(TableClient hours)
{
    private const int RememberedHours = 10_000;

    private readonly ConcurrentDictionary<(string Partition, string Hour), bool> _known = new();

    /// <summary>Names an hour before anything is written in it. One call, and none for what this process has named before.</summary>
    public async Task NameAsync(string partition, string hour, CancellationToken cancellationToken)
    {
        if (_known.ContainsKey((partition, hour)))
        {
            return;
        }

        await hours.AddOnceAsync(new TableEntity(partition, hour), cancellationToken);
        if (_known.Count >= RememberedHours)
        {
            _known.Clear();
        }

        _known[(partition, hour)] = true;
    }
}

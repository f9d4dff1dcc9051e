using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// The list of runs in table <c>RunIndex</c>, with a mark beside every run that is not finished, and table <c>ActiveHours</c>,
/// which says in which partitions there may be such marks.
/// </summary>
public sealed class RunIndexTable(StorageClients clients, IIdSource ids, TimeProvider clock) : IRunIndex
{
    private const int RememberedRows = 10_000;

    // How long after an hour is over something may still be announced in it: longer than any request lasts and any two clocks differ.
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    private readonly TableClient _table = clients.Table(StorageNames.RunIndexTable);

    private readonly RunIndexReader _reader = new(clients.Table(StorageNames.RunIndexTable));

    private readonly TableClient _hours = clients.Table(StorageNames.ActiveHoursTable);

    // Lines as this process last wrote them: revision and ETag. Every change names the ETag, so an outdated one costs a refused
    // write and a read, never a wrong line.
    private readonly ConcurrentDictionary<(string Partition, string Row), (int Revision, ETag Tag)> _remembered = new();

    private readonly HourDirectory _directory = new(clients.Table(StorageNames.ActiveHoursTable));

    public async Task AnnounceAsync(RunAnnouncement announcement, CancellationToken cancellationToken)
    {
        var organization = announcement.Origin.Organization;

        // Before anything is marked as active in an hour, that hour is known to recovery.
        await _directory.NameAsync(organization.Value, RunIndexKeys.Hour(announcement.At), cancellationToken);
        var line = RunIndexRows.FromAnnouncement(announcement, ids.NewWriteId());
        var active = RunIndexRows.ToActive(organization, announcement.Id, announcement.Subject.Kind, announcement.At);
        try
        {
            var written = await _table.SubmitTransactionAsync(
                [new TableTransactionAction(TableTransactionActionType.Add, line), new TableTransactionAction(TableTransactionActionType.Add, active)],
                cancellationToken);
            Remember(line, written.Value[0]);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // A retry that meets its own first attempt.
        }
    }

    public async Task WithdrawAsync(OrganizationId organization, RunId id, DateTimeOffset listedAt, CancellationToken cancellationToken)
    {
        await RemoveAsync(RunIndexKeys.Partition(organization, listedAt), RunIndexKeys.Run(id, listedAt), cancellationToken);
        await RemoveAsync(RunIndexKeys.Partition(organization, listedAt), RunIndexKeys.Active(id, listedAt), cancellationToken);
    }

    public async Task ShowAsync(Run run, CancellationToken cancellationToken)
    {
        var line = RunIndexRows.FromRun(run, ids.NewWriteId());
        while (true)
        {
            var stored = await FindAsync(line, cancellationToken);
            if (stored?.Revision >= run.Revision)
            {
                return;
            }

            var tag = stored is { } known
                ? await _table.TryUpdateAsync(line, known.Tag, TableUpdateMode.Replace, cancellationToken)
                : await _table.TryAddAsync(line, cancellationToken);
            if (tag is { } written)
            {
                Remember(line, written);
                return;
            }

            _remembered.TryRemove((line.PartitionKey, line.RowKey), out _);
        }
    }

    public async Task CloseAsync(Run run, CancellationToken cancellationToken)
    {
        var line = RunIndexRows.FromRun(run, ids.NewWriteId());
        var active = RunIndexRows.ToActive(run.Organization, run.Id, run.Subject.Kind, run.ListedAt);
        if (_remembered.TryRemove((line.PartitionKey, line.RowKey), out var known) && known.Revision < run.Revision)
        {
            try
            {
                await _table.SubmitTransactionAsync(
                    [
                        new TableTransactionAction(TableTransactionActionType.UpdateReplace, line, known.Tag),
                        new TableTransactionAction(TableTransactionActionType.Delete, active, ETag.All),
                    ],
                    cancellationToken);
                return;
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 412)
            {
                // Somebody else wrote the line or removed the mark, or our own first attempt did: each for itself, then.
            }
        }

        await ShowAsync(run, cancellationToken);
        await RemoveAsync(active.PartitionKey, active.RowKey, cancellationToken);
    }

    public Task<ListPage<RunLine>> ListAsync(OrganizationId organization, RunFilter filter, int limit, string? after, CancellationToken cancellationToken) =>
        _reader.ListAsync(organization, filter, limit, after, cancellationToken);

    public async Task<ListPage<RunLine>> ListUnfinishedAsync(
        OrganizationId organization, IReadOnlyList<RunState> states, RunKind? kind, int atMost, CancellationToken cancellationToken)
    {
        // Hours are counted backwards: the last one is the oldest.
        string? oldest = null;
        await foreach (var hour in _hours.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {organization.Value}"), cancellationToken: cancellationToken))
        {
            oldest = hour.RowKey;
        }

        return oldest is null
            ? new ListPage<RunLine>([], Next: null)
            : await ListAsync(organization, new RunFilter { States = states, Kind = kind, CreatedFrom = RunIndexKeys.StartOf(oldest) }, atMost, after: null, cancellationToken);
    }

    public Task<RunCounts> CountAsync(OrganizationId organization, RunFilter filter, int atMost, CancellationToken cancellationToken) =>
        _reader.CountAsync(organization, filter, atMost, cancellationToken);

    public async Task<bool> IsActiveAsync(OrganizationId organization, RunId id, DateTimeOffset listedAt, CancellationToken cancellationToken) =>
        await _table.ReadAsync(RunIndexKeys.Partition(organization, listedAt), RunIndexKeys.Active(id, listedAt), cancellationToken) is not null;

    public async Task<IReadOnlyList<ActiveRun>> ListActiveAsync(CancellationToken cancellationToken)
    {
        List<ActiveRun> runs = [];
        await foreach (var row in _hours.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            var marks = await ListActiveAsync(RunIndexKeys.Partition(OrganizationId.Parse(row.PartitionKey), row.RowKey), cancellationToken);
            if (marks.Count == 0 && RunIndexKeys.EndOf(row.RowKey) + Late < clock.GetUtcNow())
            {
                await _hours.TryDeleteAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
            }

            runs.AddRange(marks);
        }

        return runs;
    }

    private async Task<List<ActiveRun>> ListActiveAsync(string partition, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {RunIndexKeys.ActivePrefix} and RowKey lt {RunIndexKeys.ActiveEnd}");
        List<ActiveRun> runs = [];
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            runs.Add(RunIndexRows.ToActive(row));
        }

        return runs;
    }

    private Task RemoveAsync(string partition, string row, CancellationToken cancellationToken)
    {
        _remembered.TryRemove((partition, row), out _);
        return _table.RemoveAsync(partition, row, cancellationToken);
    }

    private async Task<(int Revision, ETag Tag)?> FindAsync(TableEntity line, CancellationToken cancellationToken)
    {
        if (_remembered.TryGetValue((line.PartitionKey, line.RowKey), out var known))
        {
            return known;
        }

        return await _table.ReadAsync(line.PartitionKey, line.RowKey, cancellationToken) is { } stored
            ? (stored.GetInt32(nameof(Run.Revision))!.Value, stored.ETag)
            : null;
    }

    private void Remember(TableEntity line, Response written)
    {
        if (written.Headers.ETag is { } tag)
        {
            Remember(line, tag);
        }
    }

    private void Remember(TableEntity line, ETag tag)
    {
        if (_remembered.Count >= RememberedRows)
        {
            _remembered.Clear();
        }

        _remembered[(line.PartitionKey, line.RowKey)] = (line.GetInt32(nameof(Run.Revision))!.Value, tag);
    }
}

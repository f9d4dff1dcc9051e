using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Runs, subjects and artifacts in table <c>Runs</c>.</summary>
public sealed class RunTable(StorageClients clients, IIdSource ids, IRunChanges changes) : IRunStore
{
    private const int RememberedRows = 10_000;
    private const int RowsOfATransaction = 100;

    private readonly TableClient _table = clients.Table(StorageNames.RunsTable);

    private readonly StorageMeter _meter = clients.Meter;

    // Rows as this process last read or wrote them, with their ETag. Safe to decide on: every write names the ETag, so a row that
    // somebody else changed costs one refused write, never a wrong one. Never used to answer a reader.
    private readonly ConcurrentDictionary<(string Partition, string Row), TableEntity> _remembered = new();

    public Task<Versioned<Run>?> FindAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken) =>
        FindAsync(organization, id, fresh: true, cancellationToken);

    public Task<Versioned<Run>?> FindToChangeAsync(OrganizationId organization, RunId id, bool fresh, CancellationToken cancellationToken)
    {
        _meter.Concern(id);
        return FindAsync(organization, id, fresh, cancellationToken);
    }

    public async Task<Versioned<RunSubject>?> FindSubjectToChangeAsync(
        OrganizationId organization, SubjectKey key, bool fresh, CancellationToken cancellationToken) =>
        await ReadAsync(RunKeys.Partition(organization, key), RunKeys.Subject(key), fresh, cancellationToken) is { } row
            ? new Versioned<RunSubject>(RunRows.ToSubject(row), row.ETag.ToString())
            : null;

    public Task<bool> TryWriteAsync(
        OrganizationId organization, RunDecision decision, string? runVersion, string? subjectVersion, CancellationToken cancellationToken) =>
        TryWriteAsync(organization, decision, runVersion, subjectVersion, parentVersion: null, roomColumns: null, cancellationToken);

    public Task<bool> TryRepeatAsync(
        OrganizationId organization, RunDecision decision, string parentVersion, string subjectVersion, CancellationToken cancellationToken) =>
        TryWriteAsync(organization, decision, runVersion: null, subjectVersion, parentVersion, roomColumns: null, cancellationToken);

    /// <summary>Writes a decision that inserts a subject, together with a room's own columns of it.</summary>
    internal Task<bool> TryAddAsync(
        OrganizationId organization, RunDecision decision, IReadOnlyDictionary<string, object> roomColumns, CancellationToken cancellationToken) =>
        TryWriteAsync(organization, decision, runVersion: null, subjectVersion: null, parentVersion: null, roomColumns, cancellationToken);

    public async Task<IReadOnlyList<RunEvent>> ListEventsAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (from, to) = (RunKeys.Event(run.Id, 0), RunKeys.Event(run.Id, run.EventCount));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {RunKeys.Partition(run.Organization, run.Id)} and RowKey ge {from} and RowKey lt {to}");
        List<RunEvent> events = [];
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            events.Add(RunRows.ToEvent(run, row));
        }

        return events;
    }

    public async Task<IReadOnlyList<RunHistory>> ListHistoryAsync(OrganizationId organization, SubjectKey subject, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {RunKeys.Partition(organization, subject)} and RowKey ge {RunKeys.HistoryFrom} and RowKey lt {RunKeys.HistoryTo}");
        // Two subjects may share a shard.
        return [.. (await ReadHistoriesAsync(filter, cancellationToken)).Where(history => history.Run.Subject == subject)];
    }

    public async Task<RunHistory?> FindHistoryAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken)
    {
        var (artifacts, events) = (RunKeys.ArtifactPrefix(id), RunKeys.EventsPrefix(id));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {RunKeys.Partition(organization, id)} and (RowKey eq {RunKeys.Run(id)} or (RowKey ge {artifacts} and RowKey lt {RunKeys.EndOf(artifacts)}) or (RowKey ge {events} and RowKey lt {RunKeys.EndOf(events)}))");
        return (await ReadHistoriesAsync(filter, cancellationToken)).SingleOrDefault();
    }

    /// <summary>A subject's row with the rooms' columns; unless <paramref name="fresh"/>, possibly a remembered one.</summary>
    internal Task<TableEntity?> ReadSubjectAsync(OrganizationId organization, SubjectKey key, bool fresh, CancellationToken cancellationToken) =>
        ReadAsync(RunKeys.Partition(organization, key), RunKeys.Subject(key), fresh, cancellationToken);

    /// <summary>Merges a room's columns into a subject's row and writes rows of the room beside it, in one transaction.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="version">Version under which its row was read.</param>
    /// <param name="columns">To merge.</param>
    /// <param name="beside">The first one, if any, writes a row, which then names this write.</param>
    /// <param name="cancellationToken">Cancels the call, not what was written.</param>
    /// <returns>False when somebody else wrote the subject first: nothing was written.</returns>
    internal async Task<bool> TryMergeAsync(
        OrganizationId organization,
        SubjectKey subject,
        string version,
        IReadOnlyDictionary<string, object> columns,
        IReadOnlyList<TableTransactionAction> beside,
        CancellationToken cancellationToken)
    {
        var writeId = ids.NewWriteId();
        var row = new TableEntity(RunKeys.Partition(organization, subject), RunKeys.Subject(subject)) { [RunRows.WriteId] = writeId };
        var witness = beside.Count > 0 ? (TableEntity)beside[0].Entity : row;
        witness[RunRows.WriteId] = writeId;
        foreach (var (column, value) in columns)
        {
            row[column] = value;
        }

        TableTransactionAction[] actions = [new(TableTransactionActionType.UpdateMerge, row, new ETag(version)), .. beside];
        try
        {
            Remember(row, (await _table.SubmitTransactionAsync(actions, cancellationToken)).Value[0], mergedInto: version);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            Forget(row);

            // What stands beside changes seldom or never, so it tells longest whether the write was our own.
            return await _table.FindOwnAsync(witness, cancellationToken) is not null;
        }
    }

    private async Task<bool> TryWriteAsync(
        OrganizationId organization,
        RunDecision decision,
        string? runVersion,
        string? subjectVersion,
        string? parentVersion,
        IReadOnlyDictionary<string, object>? roomColumns,
        CancellationToken cancellationToken)
    {
        var writeId = ids.NewWriteId();
        var metered = _meter.Take(decision.Run.Id);
        var runRow = RunRows.FromRun(WithCalls(decision, metered.Counts), writeId);
        List<TableTransactionAction> actions = [ConditionalWrites.Write(runRow, runVersion)];
        TableEntity? subjectRow = null;
        if (decision.Subject is { } subject)
        {
            subjectRow = RunRows.FromSubject(organization, subject, writeId);
            foreach (var (column, value) in roomColumns ?? new Dictionary<string, object>())
            {
                subjectRow[column] = value;
            }

            actions.Add(subjectVersion is null
                ? new TableTransactionAction(TableTransactionActionType.Add, subjectRow)
                : new TableTransactionAction(TableTransactionActionType.UpdateMerge, subjectRow, new ETag(subjectVersion)));
        }

        TableEntity? parentRow = null;
        if (decision.Superseded is { } superseded)
        {
            parentRow = RunRows.FromRun(superseded, writeId);
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpdateReplace, parentRow, new ETag(parentVersion!)));
        }

        actions.AddRange(decision.Artifacts.Select(artifact =>
            new TableTransactionAction(TableTransactionActionType.Add, RunRows.FromArtifact(decision.Run, artifact))));
        actions.AddRange(decision.Events.Where(happened => happened.Sequence is not null).Select(happened =>
            new TableTransactionAction(TableTransactionActionType.Add, RunRows.FromEvent(happened))));
        try
        {
            var written = await _table.SubmitTransactionAsync(actions, cancellationToken);
            Remember(runRow, written.Value[0]);
            if (subjectRow is not null)
            {
                Remember(subjectRow, written.Value[1], mergedInto: subjectVersion);
            }

            if (parentRow is not null)
            {
                Remember(parentRow, written.Value[2]);
                changes.Tell(decision.Superseded!.Id);
            }

            metered.Succeeded(decision.EndsRun);
            changes.Tell(decision.Run.Id);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412 or 404)
        {
            metered.Failed(StorageOperations.TableTransaction, StorageOperations.TableRead);
            foreach (var row in (TableEntity?[])[runRow, subjectRow, parentRow])
            {
                Forget(row);
            }

            // The client may have retried a write whose reply was lost: then it was our own.
            var stored = await ReadAsync(runRow.PartitionKey, runRow.RowKey, fresh: true, cancellationToken);
            changes.Tell(decision.Run.Id);
            return stored?.GetString(RunRows.WriteId) == writeId;
        }
    }

    public async Task<bool> TryRemoveAsync(
        RunRemoval removal, DeletionId deletion, string runVersion, string subjectVersion, CancellationToken cancellationToken)
    {
        var run = removal.Run;
        var partition = RunKeys.Partition(run.Organization, run.Id);
        var subjectRow = RunRows.FromSubject(run.Organization, removal.Subject, ids.NewWriteId());
        List<string> rows =
        [
            .. removal.Attachments.Select(attachment => attachment.Row),
            .. removal.Artifacts.Select(sequence => RunKeys.Artifact(run.Id, sequence)),
            .. removal.Events.Select(sequence => RunKeys.Event(run.Id, sequence)),
        ];

        // The subject stands first: it names the write, so that one whose reply was lost is recognised.
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.UpdateMerge, subjectRow, new ETag(subjectVersion)),
            new(TableTransactionActionType.Delete, new TableEntity(partition, RunKeys.Run(run.Id)), new ETag(runVersion)),
            new(TableTransactionActionType.Add, DeletionRows.ToTombstone(removal, deletion)),
        ];
        var together = RowsOfATransaction - actions.Count;
        actions.AddRange(rows.Take(together).Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, row), ETag.All)));
        _remembered.TryRemove((partition, RunKeys.Run(run.Id)), out _);
        Forget(subjectRow);
        if (!await _table.TrySubmitAsync(actions, cancellationToken))
        {
            return false;
        }

        foreach (var row in rows.Skip(together))
        {
            await _table.RemoveAsync(partition, row, CancellationToken.None);
        }

        return true;
    }

    public async Task<RemovedRun?> FindTombstoneAsync(OrganizationId organization, RunId id, DeletionId deletion, CancellationToken cancellationToken) =>
        await _table.ReadAsync(RunKeys.Partition(organization, id), RunKeys.Tombstone(id), cancellationToken) is { } row
        && row.GetString(DeletionRows.DeletionIdColumn) == deletion.Value
            ? DeletionRows.ToRemoved(row)
            : null;

    public Task RemoveTombstoneAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken) =>
        _table.RemoveAsync(RunKeys.Partition(organization, id), RunKeys.Tombstone(id), cancellationToken);

    private async Task<IReadOnlyList<RunHistory>> ReadHistoriesAsync(string filter, CancellationToken cancellationToken)
    {
        List<Run> runs = [];
        List<(string RunId, Artifact Artifact)> artifacts = [];
        List<TableEntity> events = [];
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (row.RowKey.StartsWith(RunKeys.RunPrefix, StringComparison.Ordinal))
            {
                runs.Add(RunRows.ToRun(row));
            }
            else if (row.RowKey.StartsWith(RunKeys.EventPrefix, StringComparison.Ordinal))
            {
                events.Add(row);
            }
            else
            {
                artifacts.Add((RunRows.Text(row, "RunId"), RunRows.ToArtifact(row)));
            }
        }

        var byRun = artifacts.ToLookup(entry => entry.RunId, entry => entry.Artifact, StringComparer.Ordinal);
        var eventsByRun = events.ToLookup(row => RunRows.Text(row, "RunId"), StringComparer.Ordinal);
        return [.. runs
            .OrderBy(run => run.CreatedAt)
            .Select(run => new RunHistory(run, [.. byRun[run.Id.Value]], [.. eventsByRun[run.Id.Value].Select(row => RunRows.ToEvent(run, row))]))];
    }

    // What is attached to a run after its end is not part of what the run took.
    private static Run WithCalls(RunDecision decision, IReadOnlyDictionary<string, int> calls) =>
        decision.Run.State.IsTerminal() && !decision.EndsRun
            ? decision.Run
            : decision.Run with
            {
                StorageCalls = StorageOperations.Sum(
                    StorageOperations.Sum(decision.Run.StorageCalls, calls), new Dictionary<string, int> { [StorageOperations.TableTransaction] = 1 }),
            };

    private async Task<Versioned<Run>?> FindAsync(OrganizationId organization, RunId id, bool fresh, CancellationToken cancellationToken) =>
        ToRun(await ReadAsync(RunKeys.Partition(organization, id), RunKeys.Run(id), fresh, cancellationToken));

    private async Task<TableEntity?> ReadAsync(string partition, string row, bool fresh, CancellationToken cancellationToken)
    {
        if (!fresh && _remembered.TryGetValue((partition, row), out var remembered))
        {
            return remembered;
        }

        var answer = await _table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        if (!answer.HasValue)
        {
            return null;
        }

        Remember(answer.Value!);
        return answer.Value;
    }

    private void Remember(TableEntity row, Response written, string? mergedInto = null)
    {
        // A merge leaves the columns it does not name: without them the row is not known.
        if (written.Headers.ETag is not { } tag || !(mergedInto is null || TryComplete(row, mergedInto)))
        {
            Forget(row);
            return;
        }

        row.ETag = tag;
        Remember(row);
    }

    private bool TryComplete(TableEntity row, string mergedInto)
    {
        if (!_remembered.TryGetValue((row.PartitionKey, row.RowKey), out var before) || before.ETag.ToString() != mergedInto)
        {
            return false;
        }

        foreach (var (column, value) in before)
        {
            row.TryAdd(column, value);
        }

        return true;
    }

    private void Remember(TableEntity row)
    {
        if (_remembered.Count >= RememberedRows)
        {
            _remembered.Clear();
        }

        _remembered[(row.PartitionKey, row.RowKey)] = row;
    }

    private void Forget(TableEntity? row)
    {
        if (row is not null)
        {
            _remembered.TryRemove((row.PartitionKey, row.RowKey), out _);
        }
    }

    private static Versioned<Run>? ToRun(TableEntity? row) =>
        row is null ? null : new Versioned<Run>(RunRows.ToRun(row), row.ETag.ToString());
}

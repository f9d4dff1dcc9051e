using Azure;
using Azure.Data.Tables;
using LocalRuntime.DurableTask.History;

namespace LocalRuntime.DurableTask.Storage;

/// <summary>
/// The History table. An instance's rows change only together with its sentinel row, under that row's ETag: of two writers
/// that start from the same history, one succeeds. A step that needs several transactions is visible once the last is done.
/// </summary>
internal sealed class HistoryStore(TaskHub hub, LargePayloads payloads, TimeProvider time)
{
    // The service takes 4 MiB and 100 operations; one operation is the sentinel's.
    private const int MostRows = 99;
    private const int MostCharacters = 600_000;

    private readonly HistoryRows _rows = new(payloads);

    /// <summary>
    /// The recorded execution, null when there is none. Rows that an interrupted step left behind are removed, so that the next
    /// step cannot leave some of them standing.
    /// </summary>
    public async Task<OrchestrationState?> LoadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var (sentinel, rows) = await ReadRowsAsync(instanceId, cancellationToken);
        if (sentinel is null)
        {
            return null;
        }

        var executionId = sentinel.GetString(HistoryRows.ExecutionColumn)!;
        var recorded = Recorded(sentinel, rows);
        ETag? version = sentinel.ETag;
        if (sentinel.GetBoolean("IsCheckpointComplete") == false)
        {
            var leftovers = rows.Where(row => Belongs(row, executionId)).Skip(recorded.Count).ToList();
            version = await RepairAsync(instanceId, executionId, version.Value, leftovers, cancellationToken);
        }

        var firstRow = recorded.Count == 0 ? 0 : HistoryRows.Position(recorded[0]);
        return new OrchestrationState(instanceId, executionId, firstRow, version, await ReadEventsAsync(recorded, cancellationToken));
    }

    /// <summary>The recorded events, for people to look at; empty when there are none.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var (sentinel, rows) = await ReadRowsAsync(instanceId, cancellationToken);
        return sentinel is null ? [] : await ReadEventsAsync(Recorded(sentinel, rows), cancellationToken);
    }

    /// <summary>Records a step: writes the rows and adds them to <paramref name="state"/>.</summary>
    /// <exception cref="RequestFailedException">Somebody else wrote, or the reply was lost: load again and compare.</exception>
    public async Task AppendAsync(OrchestrationState state, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
    {
        var rows = await WriteRowsAsync(state.InstanceId, state.ExecutionId, state.NextRow, events, cancellationToken);
        var version = state.Sentinel;
        foreach (var (chunk, isLast) in Chunks(rows))
        {
            var sentinel = Sentinel(state.InstanceId, state.ExecutionId, isLast);
            version = await SubmitAsync(chunk, sentinel, version, [], cancellationToken);
        }

        state.Sentinel = version;
        state.Append(events);
    }

    /// <summary>Replaces the history by that of a new execution.</summary>
    /// <exception cref="RequestFailedException">Somebody else wrote, or the reply was lost: load again and compare.</exception>
    public async Task<OrchestrationState> ReplaceAsync(OrchestrationState old, string executionId, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
    {
        var rows = await WriteRowsAsync(old.InstanceId, executionId, 0, events, cancellationToken);
        var fitsInOne = Chunks(rows).Count() == 1;

        // Several transactions must not touch the old rows before the last one makes the new execution the recorded one.
        var firstRow = fitsInOne ? 0 : old.NextRow;
        for (var index = 0; index < rows.Count; index++)
        {
            rows[index].RowKey = HistoryRows.Key(firstRow + index);
        }

        string[] obsolete = [.. Positions(old).Where(position => position < firstRow || position >= firstRow + events.Count).Select(HistoryRows.Key)];
        var together = fitsInOne && obsolete.Length + rows.Count <= MostRows;
        var version = old.Sentinel;
        foreach (var (chunk, isLast) in Chunks(rows))
        {
            var sentinel = Sentinel(old.InstanceId, isLast ? executionId : old.ExecutionId, isComplete: true);
            version = await SubmitAsync(chunk, sentinel, version, together ? obsolete : [], cancellationToken);
        }

        if (!together)
        {
            await DeleteRowsAsync(old.InstanceId, obsolete, cancellationToken);
        }

        return new OrchestrationState(old.InstanceId, executionId, firstRow, version, events);
    }

    /// <summary>Notes that calls which nobody waits for have arrived; those of another kind are passed over.</summary>
    public async Task MarkSentAsync(OrchestrationState state, IReadOnlyList<string> messageIds, CancellationToken cancellationToken)
    {
        foreach (var messageId in messageIds.Where(state.Unsent.ContainsKey))
        {
            var row = new TableEntity(state.InstanceId, HistoryRows.Key(state.Unsent[messageId])) { ["IsPlayed"] = true };
            await hub.History.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellationToken);
            state.MarkSent(messageId);
        }
    }

    /// <summary>Version of the sentinel row; null when the instance has no history.</summary>
    public async Task<ETag?> FindSentinelAsync(string instanceId, CancellationToken cancellationToken)
    {
        var row = await hub.History.GetEntityIfExistsAsync<TableEntity>(instanceId, HistoryRows.SentinelKey, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.ETag : null;
    }

    /// <summary>Makes the history unrecorded; its rows stay until they are written over or purged.</summary>
    /// <returns>Whether the sentinel was there in that version, or not at all.</returns>
    public async Task<bool> TryDeleteSentinelAsync(string instanceId, ETag expected, CancellationToken cancellationToken)
    {
        try
        {
            await hub.History.DeleteEntityAsync(instanceId, HistoryRows.SentinelKey, expected, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            return false;
        }
    }

    /// <summary>Deletes every row of an instance.</summary>
    public async Task PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        var (sentinel, rows) = await ReadRowsAsync(instanceId, cancellationToken);
        await DeleteRowsAsync(instanceId, [.. rows.Select(row => row.RowKey)], cancellationToken);
        if (sentinel is not null)
        {
            await TryDeleteSentinelAsync(instanceId, sentinel.ETag, cancellationToken);
        }
    }

    private static IEnumerable<long> Positions(OrchestrationState state) => Enumerable.Range(0, state.Events.Count).Select(index => state.FirstRow + index);

    private static bool Belongs(TableEntity row, string executionId) => row.GetString(HistoryRows.ExecutionColumn) == executionId;

    // An interrupted step lacks its OrchestratorCompleted, which is the last row of every step.
    private static List<TableEntity> Recorded(TableEntity sentinel, List<TableEntity> rows)
    {
        var executionId = sentinel.GetString(HistoryRows.ExecutionColumn)!;
        var own = rows.Where(row => Belongs(row, executionId)).ToList();
        return sentinel.GetBoolean("IsCheckpointComplete") == false
            ? own[..(own.FindLastIndex(row => row.GetString("EventType") == nameof(EventType.OrchestratorCompleted)) + 1)]
            : own;
    }

    private static IEnumerable<(List<TableEntity> Rows, bool IsLast)> Chunks(List<TableEntity> rows)
    {
        for (var start = 0; start < rows.Count;)
        {
            var end = start;
            for (long characters = 0; end < rows.Count && end - start < MostRows; end++)
            {
                characters += Characters(rows[end]);
                if (characters > MostCharacters && end > start)
                {
                    break;
                }
            }

            yield return (rows[start..end], end == rows.Count);
            start = end;
        }
    }

    private static long Characters(TableEntity row) => row.Keys.Sum(key => row[key] is string text ? text.Length : 0L);

    private TableEntity Sentinel(string instanceId, string executionId, bool isComplete) => new(instanceId, HistoryRows.SentinelKey)
    {
        [HistoryRows.ExecutionColumn] = executionId,
        ["IsCheckpointComplete"] = isComplete,
        ["CheckpointCompletedTimestamp"] = time.GetUtcNow(),
    };

    private async Task<ETag> SubmitAsync(
        IReadOnlyList<TableEntity> rows,
        TableEntity sentinel,
        ETag? version,
        IReadOnlyList<string> obsolete,
        CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions =
        [
            version is { } expected
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, sentinel, expected)
                : new TableTransactionAction(TableTransactionActionType.Add, sentinel),
            .. rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)),
            .. obsolete.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(sentinel.PartitionKey, key), ETag.All)),
        ];
        var responses = await hub.History.SubmitTransactionAsync(actions, cancellationToken);
        return responses.Value[0].Headers.ETag!.Value;
    }

    private async Task<ETag> RepairAsync(string instanceId, string executionId, ETag version, List<TableEntity> leftovers, CancellationToken cancellationToken)
    {
        foreach (var chunk in leftovers.Chunk(MostRows))
        {
            version = await SubmitAsync([], Sentinel(instanceId, executionId, isComplete: false), version, [.. chunk.Select(row => row.RowKey)], cancellationToken);
        }

        return await SubmitAsync([], Sentinel(instanceId, executionId, isComplete: true), version, [], cancellationToken);
    }

    private async Task DeleteRowsAsync(string instanceId, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        foreach (var chunk in keys.Chunk(MostRows))
        {
            await hub.History.SubmitTransactionAsync(
                chunk.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(instanceId, key), ETag.All)),
                cancellationToken);
        }
    }

    private async Task<List<TableEntity>> WriteRowsAsync(string instanceId, string executionId, long position, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>(events.Count);
        foreach (var @event in events)
        {
            rows.Add(await _rows.WriteAsync(instanceId, executionId, position++, @event, cancellationToken));
        }

        return rows;
    }

    private async Task<List<HistoryEvent>> ReadEventsAsync(List<TableEntity> rows, CancellationToken cancellationToken)
    {
        var events = new List<HistoryEvent>(rows.Count);
        foreach (var row in rows)
        {
            events.Add(await _rows.ReadAsync(row, cancellationToken));
        }

        return events;
    }

    private async Task<(TableEntity? Sentinel, List<TableEntity> Rows)> ReadRowsAsync(string instanceId, CancellationToken cancellationToken)
    {
        TableEntity? sentinel = null;
        List<TableEntity> rows = [];
        await foreach (var row in hub.History.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {instanceId}"), cancellationToken: cancellationToken))
        {
            if (HistoryRows.IsPosition(row))
            {
                rows.Add(row);
            }
            else
            {
                sentinel = row;
            }
        }

        return (sentinel, rows);
    }
}

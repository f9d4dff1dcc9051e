using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.Storage;

/// <summary>The Instances table.</summary>
internal sealed class InstanceStore(TaskHub hub, LargePayloads payloads)
{
    private readonly InstanceRows _rows = new(hub.Name, payloads);

    /// <summary>One point read; null when there is no such instance.</summary>
    public async Task<InstanceRecord?> FindAsync(string instanceId, bool withPayloads, CancellationToken cancellationToken)
    {
        var row = await hub.Instances.GetEntityIfExistsAsync<TableEntity>(instanceId, InstanceRows.RowKey, cancellationToken: cancellationToken);
        return row.HasValue ? await _rows.ReadAsync(row.Value!, withPayloads, cancellationToken) : null;
    }

    /// <summary>Inserts a row that must not exist.</summary>
    /// <returns>The record with its ETag; null when another instance has the id.</returns>
    public async Task<InstanceRecord?> TryInsertAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        var row = await _rows.ForInsertAsync(record, cancellationToken);
        try
        {
            var response = await hub.Instances.AddEntityAsync(row, cancellationToken);
            return record with { ETag = response.Headers.ETag!.Value };
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            return await OwnWriteAsync(record, cancellationToken);
        }
    }

    /// <summary>Replaces the row of an ended instance.</summary>
    /// <returns>The record with its ETag; null when the row is no longer the one of <paramref name="expected"/>.</returns>
    public async Task<InstanceRecord?> TryReplaceAsync(InstanceRecord record, ETag expected, CancellationToken cancellationToken)
    {
        var row = await _rows.ForInsertAsync(record, cancellationToken);
        try
        {
            var response = await hub.Instances.UpdateEntityAsync(row, expected, TableUpdateMode.Replace, cancellationToken);
            return record with { ETag = response.Headers.ETag!.Value };
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            return await OwnWriteAsync(record, cancellationToken);
        }
    }

    /// <summary>Writes what a step changed.</summary>
    /// <param name="record">The instance after the step, with the ETag of the row before it.</param>
    /// <param name="newExecution">Whether its input and version changed as well.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The row's new ETag.</returns>
    /// <exception cref="RequestFailedException">412 when somebody else wrote the row, 404 when it is gone.</exception>
    public async Task<ETag> MergeAsync(InstanceRecord record, bool newExecution, CancellationToken cancellationToken)
    {
        var row = await _rows.ForMergeAsync(record, cancellationToken);
        if (newExecution)
        {
            await _rows.AddExecutionAsync(row, record, cancellationToken);
        }

        var response = await hub.Instances.UpdateEntityAsync(row, record.ETag, TableUpdateMode.Merge, cancellationToken);
        return response.Headers.ETag!.Value;
    }

    /// <returns>Whether the row was there in the version of <paramref name="expected"/> and is gone now.</returns>
    public async Task<bool> TryDeleteAsync(string instanceId, ETag expected, CancellationToken cancellationToken)
    {
        try
        {
            await hub.Instances.DeleteEntityAsync(instanceId, InstanceRows.RowKey, expected, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>Instances that have not ended; one query over the table, made once at start.</summary>
    public async IAsyncEnumerable<InstanceRecord> UnfinishedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] unfinished = [nameof(OrchestrationRuntimeStatus.Pending), nameof(OrchestrationRuntimeStatus.Running), nameof(OrchestrationRuntimeStatus.Suspended)];
        var filter = string.Join(" or ", unfinished.Select(status => $"{InstanceRows.StatusColumn} eq '{status}'"));
        await foreach (var row in hub.Instances.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return await _rows.ReadAsync(row, withPayloads: true, cancellationToken);
        }
    }

    /// <summary>One page of the instances that match.</summary>
    public async Task<(IReadOnlyList<InstanceRecord> Records, string? ContinuationToken)> QueryAsync(
        OrchestrationQuery query,
        string? continuationToken,
        int pageSize,
        CancellationToken cancellationToken)
    {
        var pages = hub.Instances.QueryAsync<TableEntity>(InstanceFilter.For(query), Math.Clamp(pageSize, 1, 1000), cancellationToken: cancellationToken);
        await foreach (var page in pages.AsPages(continuationToken).WithCancellation(cancellationToken))
        {
            var records = new List<InstanceRecord>(page.Values.Count);
            foreach (var row in page.Values)
            {
                records.Add(await _rows.ReadAsync(row, query.FetchInputsAndOutputs, cancellationToken));
            }

            return (records, page.ContinuationToken);
        }

        return ([], null);
    }

    // A write whose reply was lost meets its own result when it is tried again.
    private async Task<InstanceRecord?> OwnWriteAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        var found = await FindAsync(record.InstanceId, withPayloads: false, cancellationToken);
        return found?.ExecutionId == record.ExecutionId ? record with { ETag = found.ETag } : null;
    }
}

using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Writes that carry a condition and say whether it held. A row carries the id of its last write: a retry that meets its own
/// first attempt, whose reply was lost, recognises itself by it.
/// </summary>
internal static class ConditionalWrites
{
    private const string WriteId = RunRows.WriteId;

    /// <summary>A name for one write.</summary>
    public static string NewWriteId(this IIdSource ids) => ids.NewId().ToString("N");

    /// <summary>The action of a transaction that writes a row whole.</summary>
    /// <param name="row">What is to be there.</param>
    /// <param name="version">The version that is replaced; null when there is to be none yet.</param>
    public static TableTransactionAction Write(TableEntity row, string? version) => version is null
        ? new TableTransactionAction(TableTransactionActionType.Add, row)
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new ETag(version));

    /// <summary>One point read; null when there is no such row.</summary>
    public static async Task<TableEntity?> ReadAsync(this TableClient table, string partition, string row, CancellationToken cancellationToken)
    {
        var answer = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        return answer.HasValue ? answer.Value : null;
    }

    /// <summary>Inserts a row that names its write.</summary>
    /// <returns>The version written; null when there is such a row.</returns>
    public static Task<ETag?> TryAddAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken) =>
        TryWriteAsync(table, row, () => table.AddEntityAsync(row, cancellationToken), cancellationToken);

    /// <summary>Writes over a row that has a version.</summary>
    /// <returns>The version written; null when somebody else wrote or removed it.</returns>
    public static Task<ETag?> TryUpdateAsync(
        this TableClient table, TableEntity row, ETag version, TableUpdateMode mode, CancellationToken cancellationToken) =>
        TryWriteAsync(table, row, () => table.UpdateEntityAsync(row, version, mode, cancellationToken), cancellationToken);

    /// <summary>Removes a row that has a version.</summary>
    /// <returns>False when somebody else wrote it. A row that is gone may be our own doing.</returns>
    public static async Task<bool> TryDeleteAsync(this TableClient table, string partition, string row, ETag version, CancellationToken cancellationToken)
    {
        try
        {
            await table.DeleteEntityAsync(partition, row, version, cancellationToken);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }
    }

    /// <summary>Inserts a row that says the same whoever writes it, so that one that is there already is as good.</summary>
    /// <returns>False when it was there.</returns>
    public static async Task<bool> AddOnceAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Removes a row whatever its version; no error when it is gone.</summary>
    public static async Task RemoveAsync(this TableClient table, string partition, string row, CancellationToken cancellationToken)
    {
        try
        {
            await table.DeleteEntityAsync(partition, row, ETag.All, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // By somebody else, or by our own first attempt.
        }
    }

    /// <summary>Writes rows of one partition together.</summary>
    /// <param name="table">Where they are.</param>
    /// <param name="actions">The first one writes a row that names this write.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when a condition did not hold: nothing was written.</returns>
    public static async Task<bool> TrySubmitAsync(this TableClient table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return await table.FindOwnAsync((TableEntity)actions[0].Entity, cancellationToken) is not null;
        }
    }

    /// <summary>Writes over a row that has a version, together with another one of its partition.</summary>
    /// <returns>The version written; null when somebody else wrote or removed it: nothing was written.</returns>
    public static Task<ETag?> TryUpdateWithAsync(
        this TableClient table, TableEntity row, ETag version, TableTransactionAction other, CancellationToken cancellationToken) =>
        TryWriteAsync(
            table,
            row,
            async () => (await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateReplace, row, version), other], cancellationToken)).Value[0],
            cancellationToken);

    private static async Task<ETag?> TryWriteAsync(TableClient table, TableEntity row, Func<Task<Response>> write, CancellationToken cancellationToken)
    {
        try
        {
            return (await write()).Headers.ETag ?? (await table.FindOwnAsync(row, cancellationToken))?.ETag;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return (await table.FindOwnAsync(row, cancellationToken))?.ETag;
        }
    }

    /// <summary>Reads back what a write may have left whose reply was lost.</summary>
    /// <param name="table">Where it is.</param>
    /// <param name="row">A row that names its write.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The row as this very write left it; null when it did not, or somebody has written since.</returns>
    public static async Task<TableEntity?> FindOwnAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken) =>
        await table.ReadAsync(row.PartitionKey, row.RowKey, cancellationToken) is { } stored && stored.GetString(WriteId) == row.GetString(WriteId) ? stored : null;
}

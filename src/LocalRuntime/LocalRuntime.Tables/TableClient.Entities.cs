using Azure.Core;
using Azure.Data.Tables.Protocol;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables;

public partial class TableClient
{
    private const int Ok = 200;
    private const int Created = 201;
    private const int NoContent = 204;
    private const int NotFound = 404;

    /// <summary>Inserts a row.</summary>
    /// <returns>Status 204; the header ETag is the row's version.</returns>
    /// <exception cref="RequestFailedException">
    /// 409 EntityAlreadyExists, possibly after a retry of this very call, so read back and compare; 404 TableNotFound; 400 for a row
    /// that breaks a limit of the service.
    /// </exception>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        CheckKeysPresent(entity);
        using var message = _connection.CreateMessage(RequestMethod.Post, Name);
        TableConnection.SetJson(message.Request, EntityJsonWriter.Serialize(entity));
        return await _connection.SendAsync(message, cancellationToken, NoContent, Created);
    }

    /// <summary>Reads a row by its keys.</summary>
    /// <param name="partitionKey">First half of the key.</param>
    /// <param name="rowKey">Second half of the key.</param>
    /// <param name="select">Properties wanted, or null for all; keys not named here are not returned either.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RequestFailedException">404 ResourceNotFound or TableNotFound.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = CreateRead(partitionKey, rowKey, select);
        var response = await _connection.SendAsync(message, cancellationToken, Ok);
        return Response.FromValue(new EntityJsonReader<T>().ReadOne(response.Content.ToMemory()), response);
    }

    /// <summary>Reads a row by its keys; a missing row, or a missing table, is an answer without value.</summary>
    /// <inheritdoc cref="GetEntityAsync{T}" path="/param"/>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = CreateRead(partitionKey, rowKey, select);
        var response = await _connection.SendAsync(message, cancellationToken, Ok, NotFound);
        return response.Status == NotFound
            ? new NoValueResponse<T>(response)
            : Response.FromValue(new EntityJsonReader<T>().ReadOne(response.Content.ToMemory()), response);
    }

    /// <summary>Inserts a row, or writes over it without a condition.</summary>
    /// <returns>Status 204; the header ETag is the row's version.</returns>
    /// <exception cref="RequestFailedException">404 TableNotFound; 400 for a row that breaks a limit of the service.</exception>
    public virtual Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        CheckKeysPresent(entity);
        return WriteAsync(entity, mode, ifMatch: null, cancellationToken);
    }

    /// <summary>Changes a row that is there.</summary>
    /// <param name="entity">The row; its own ETag is not looked at.</param>
    /// <param name="ifMatch">Version that the row must have, or <see cref="ETag.All"/> for any.</param>
    /// <param name="mode">What happens to properties not sent.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Status 204; the header ETag is the row's new version.</returns>
    /// <exception cref="ArgumentException"><paramref name="ifMatch"/> is the default value.</exception>
    /// <exception cref="RequestFailedException">
    /// 412 UpdateConditionNotSatisfied, possibly after a retry of this very call, so read back and compare; 404 ResourceNotFound;
    /// 400 for a row that breaks a limit of the service.
    /// </exception>
    public virtual Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        CheckKeysPresent(entity);
        return ifMatch == default
            ? throw new ArgumentException("Value cannot be the default; use ETag.All to write over any version.", nameof(ifMatch))
            : WriteAsync(entity, mode, ifMatch.ToString(), cancellationToken);
    }

    /// <summary>Deletes a row.</summary>
    /// <param name="entity">The row; only its keys count, not its ETag.</param>
    /// <param name="ifMatch">Version that the row must have; any when left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)" path="/*[not(self::param)]"/>
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Deletes a row.</summary>
    /// <param name="partitionKey">First half of the key.</param>
    /// <param name="rowKey">Second half of the key.</param>
    /// <param name="ifMatch">Version that the row must have; any when left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Status 204, or 404 if there was no such row: also after a retry of this very call that had succeeded.</returns>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied.</exception>
    public virtual async Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        using var message = CreateEntityMessage(RequestMethod.Delete, partitionKey, rowKey);
        message.Request.Headers.SetValue("If-Match", (ifMatch == default ? ETag.All : ifMatch).ToString());
        return await _connection.SendAsync(message, cancellationToken, NoContent, NotFound);
    }

    private static void CheckKeysPresent<T>(T entity)
        where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey, nameof(entity.PartitionKey));
        ArgumentNullException.ThrowIfNull(entity.RowKey, nameof(entity.RowKey));
    }

    private async Task<Response> WriteAsync<T>(T entity, TableUpdateMode mode, string? ifMatch, CancellationToken cancellationToken)
        where T : ITableEntity
    {
        using var message = CreateEntityMessage(MethodOf(mode), entity.PartitionKey, entity.RowKey);
        TableConnection.SetJson(message.Request, EntityJsonWriter.Serialize(entity));
        if (ifMatch is not null)
        {
            message.Request.Headers.SetValue("If-Match", ifMatch);
        }

        return await _connection.SendAsync(message, cancellationToken, NoContent);
    }

    private static RequestMethod MethodOf(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentException($"Unexpected value for mode: {mode}", nameof(mode)),
    };

    private HttpMessage CreateRead(string partitionKey, string rowKey, IEnumerable<string>? select)
    {
        var message = CreateEntityMessage(RequestMethod.Get, partitionKey, rowKey);
        if (select is not null)
        {
            message.Request.Uri.AppendQuery("$select", Uri.EscapeDataString(string.Join(',', select)), escapeValue: false);
        }

        return message;
    }

    private HttpMessage CreateEntityMessage(RequestMethod method, string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        ServiceLimits.CheckKey(nameof(ITableEntity.PartitionKey), partitionKey);
        ServiceLimits.CheckKey(nameof(ITableEntity.RowKey), rowKey);
        return _connection.CreateMessage(method, TablePaths.Entity(Name, partitionKey, rowKey));
    }
}

using System.Buffers;
using System.Text;
using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Transactions;

/// <summary>Body and type of a <c>$batch</c> request.</summary>
internal sealed record TransactionRequest(ReadOnlyMemory<byte> Body, string ContentType);

/// <summary>Writes a transaction as one change set and refuses what the service would refuse before anything is sent.</summary>
internal static class TransactionWriter
{
    private const int RequestBodyTooLarge = 413;

    public static TransactionRequest Write(IReadOnlyList<TableTransactionAction> actions, Uri table, string requestId)
    {
        if (actions.Count == 0)
        {
            throw new InvalidOperationException("The batch has no items.");
        }

        var buffer = new ArrayBufferWriter<byte>(actions.Count * 1024);
        var rowKeys = new HashSet<string>(actions.Count, StringComparer.Ordinal);
        Append(buffer, $"--batch_{requestId}\r\nContent-Type: multipart/mixed; boundary=changeset_{requestId}\r\n\r\n");
        for (var index = 0; index < actions.Count; index++)
        {
            var action = actions[index] ?? throw new ArgumentException($"The action {index} is null.", nameof(actions));
            ArgumentNullException.ThrowIfNull(action.Entity.PartitionKey, nameof(action.Entity.PartitionKey));
            ArgumentNullException.ThrowIfNull(action.Entity.RowKey, nameof(action.Entity.RowKey));
            Check(actions, index, rowKeys);
            Append(buffer, $"--changeset_{requestId}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            WriteOperation(buffer, action, index, table);
        }

        Append(buffer, $"--changeset_{requestId}--\r\n\r\n--batch_{requestId}--\r\n");
        return buffer.WrittenCount <= ServiceLimits.MaximumTransactionBytes
            ? new TransactionRequest(buffer.WrittenMemory, $"multipart/mixed; boundary=batch_{requestId}")
            : throw ServiceLimits.Refusal(nameof(RequestBodyTooLarge), $"The transaction is larger than {ServiceLimits.MaximumTransactionBytes} bytes.", RequestBodyTooLarge);
    }

    private static void Check(IReadOnlyList<TableTransactionAction> actions, int index, HashSet<string> rowKeys)
    {
        var entity = actions[index].Entity;
        if (index >= ServiceLimits.MaximumOperationsPerTransaction)
        {
            throw Refusal(TableErrorCode.InvalidInput, index - 1, "The batch request operation exceeds the maximum 100 changes per change set.");
        }

        if (entity.PartitionKey != actions[0].Entity.PartitionKey)
        {
            throw Refusal(TableErrorCode.CommandsInBatchActOnDifferentPartitions, index, "All commands in a batch must operate on same entity group.");
        }

        if (!rowKeys.Add(entity.RowKey))
        {
            throw Refusal(TableErrorCode.InvalidDuplicateRow, index, "The batch request contains multiple changes with same row key. An entity can appear only once in a batch request.");
        }
    }

    private static void WriteOperation(ArrayBufferWriter<byte> buffer, TableTransactionAction action, int index, Uri table)
    {
        var entity = action.Entity;
        var (method, ifMatch) = action.ActionType switch
        {
            TableTransactionActionType.Add => (RequestMethod.Post, default),
            TableTransactionActionType.UpdateMerge => (RequestMethod.Patch, action.ETag),
            TableTransactionActionType.UpdateReplace => (RequestMethod.Put, action.ETag),
            TableTransactionActionType.Delete => (RequestMethod.Delete, action.ETag == default ? ETag.All : action.ETag),
            TableTransactionActionType.UpsertMerge => (RequestMethod.Patch, default),
            TableTransactionActionType.UpsertReplace => (RequestMethod.Put, default),
            _ => throw new InvalidOperationException($"Unknown request type {action.ActionType}."),
        };
        var body = ReadOnlyMemory<byte>.Empty;
        try
        {
            ServiceLimits.CheckKey(nameof(ITableEntity.PartitionKey), entity.PartitionKey);
            ServiceLimits.CheckKey(nameof(ITableEntity.RowKey), entity.RowKey);
            if (action.ActionType != TableTransactionActionType.Delete)
            {
                body = EntityJsonWriter.Serialize(entity);
            }
        }
        catch (RequestFailedException refusal)
        {
            throw Refusal(refusal.ErrorCode!, index, refusal.Message);
        }

        var address = action.ActionType == TableTransactionActionType.Add
            ? table.AbsoluteUri
            : new Uri(table, TablePaths.Entity(table.Segments[^1], entity.PartitionKey, entity.RowKey)).AbsoluteUri;
        Append(buffer, $"{method.Method} {address} HTTP/1.1\r\nAccept: {TableConnection.JsonMinimalMetadata}\r\nDataServiceVersion: {TableConnection.DataServiceVersion}\r\n");
        if (ifMatch != default)
        {
            Append(buffer, $"If-Match: {ifMatch}\r\n");
        }

        if (body.IsEmpty)
        {
            Append(buffer, "\r\n");
            return;
        }

        Append(buffer, "Content-Type: application/json\r\nPrefer: return-no-content\r\n\r\n");
        buffer.Write(body.Span);
        Append(buffer, "\r\n");
    }

    private static TableTransactionFailedException Refusal(TableErrorCode code, int index, string message) => Refusal(code.ToString(), index, message);

    // The service words a refusal as "index:message", and the exception reads the index from there.
    private static TableTransactionFailedException Refusal(string code, int index, string message) =>
        new(ServiceLimits.Refusal(code, $"{index}:{message}", status: 400));

    private static void Append(ArrayBufferWriter<byte> buffer, string text) =>
        buffer.Advance(Encoding.UTF8.GetBytes(text, buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
}

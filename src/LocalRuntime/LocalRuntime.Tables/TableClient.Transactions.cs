using Azure.Core;
using Azure.Data.Tables.Protocol;
using Azure.Data.Tables.Transactions;

namespace Azure.Data.Tables;

public partial class TableClient
{
    private const int Accepted = 202;

    /// <summary>Executes up to 100 operations on rows of one partition, all or nothing. Each row may occur once.</summary>
    /// <returns>One response per operation in the given order; the header ETag is the row's new version.</returns>
    /// <exception cref="InvalidOperationException">There are no operations.</exception>
    /// <exception cref="TableTransactionFailedException">
    /// An operation was refused: 409, 412 or 404 as for the single operation, possibly after a retry of this very call that had
    /// succeeded, so read back and compare; 400 CommandsInBatchActOnDifferentPartitions, InvalidDuplicateRow, InvalidInput (more than
    /// 100 operations) or a limit of a row. <see cref="TableTransactionFailedException.FailedTransactionActionIndex"/> says which one.
    /// </exception>
    /// <exception cref="RequestFailedException">413 RequestBodyTooLarge above 4 MiB, or the request as a whole was refused.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var actions = transactionActions as IReadOnlyList<TableTransactionAction> ?? [.. transactionActions];
        using var message = _connection.CreateMessage(RequestMethod.Post, TablePaths.Batch);

        // The request's own id makes the boundaries unique; no second source of ids is needed.
        var batch = TransactionWriter.Write(actions, Uri, message.Request.ClientRequestId);
        message.Request.Content = RequestContent.Create(batch.Body);
        message.Request.Headers.SetValue("Content-Type", batch.ContentType);
        message.Request.Headers.SetValue("Accept", "application/json");
        var response = await _connection.SendAsync(message, cancellationToken, Accepted);
        return Response.FromValue(TransactionReader.Read(response, actions.Count), response);
    }
}

using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>A transaction was refused; nothing of it was written.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    /// <param name="requestFailedException">The refusal of the one operation, as the service worded it (<c>index:message</c>).</param>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            (requestFailedException ?? throw new ArgumentNullException(nameof(requestFailedException))).Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException) =>
        FailedTransactionActionIndex = IndexAtStart(requestFailedException.Message);

    /// <summary>Position of the operation that failed, or null when the service did not say.</summary>
    public int? FailedTransactionActionIndex { get; }

    private static int? IndexAtStart(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
    }
}

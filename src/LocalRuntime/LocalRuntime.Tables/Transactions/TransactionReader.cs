using System.Globalization;
using System.Text;
using Azure.Core;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Transactions;

/// <summary>
/// Reads the reply to a transaction. Its own status is 202 either way: the true status of each operation stands inside, and a refused
/// transaction holds one answer only, the refusal.
/// </summary>
internal static class TransactionReader
{
    /// <exception cref="TableTransactionFailedException">An operation was refused.</exception>
    /// <exception cref="InvalidDataException">The reply does not answer every operation.</exception>
    public static IReadOnlyList<Response> Read(Response reply, int operations)
    {
        var answers = ReadAnswers(reply.Content.ToMemory(), reply.ClientRequestId);
        var refusal = answers.Find(answer => answer.Status >= 400);
        if (refusal is not null)
        {
            throw new TableTransactionFailedException(TableConnection.Failure(refusal));
        }

        return answers.Count == operations
            ? answers
            : throw new InvalidDataException($"The reply to a transaction of {operations} operations holds {answers.Count} answers.");
    }

    private static List<OperationResponse> ReadAnswers(ReadOnlyMemory<byte> content, string clientRequestId)
    {
        var answers = new List<OperationResponse>();
        var rest = content;
        while (TryReadLine(ref rest, out var line))
        {
            if (line.StartsWith("HTTP/1."u8))
            {
                answers.Add(ReadAnswer(Encoding.UTF8.GetString(line), ref rest, clientRequestId));
            }
        }

        return answers;
    }

    private static OperationResponse ReadAnswer(string statusLine, ref ReadOnlyMemory<byte> rest, string clientRequestId)
    {
        var parts = statusLine.Split(' ', 3);
        var headers = new List<HttpHeader>();
        while (TryReadLine(ref rest, out var line) && !line.IsEmpty)
        {
            var text = Encoding.UTF8.GetString(line);
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers.Add(new HttpHeader(text[..colon], text[(colon + 1)..].Trim()));
            }
        }

        return new OperationResponse(
            int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture),
            parts.Length > 2 ? parts[2] : "",
            headers,
            ReadBody(ref rest),
            clientRequestId);
    }

    // A body reaches to the line that starts the next part; JSON and XML bodies have no line that starts with two dashes.
    private static ReadOnlyMemory<byte> ReadBody(ref ReadOnlyMemory<byte> rest)
    {
        var start = rest;
        var length = 0;
        while (!rest.Span.StartsWith("--"u8) && TryReadLine(ref rest, out _))
        {
            length = start.Length - rest.Length;
        }

        return start[..length];
    }

    private static bool TryReadLine(ref ReadOnlyMemory<byte> rest, out ReadOnlySpan<byte> line)
    {
        line = default;
        if (rest.IsEmpty)
        {
            return false;
        }

        var end = rest.Span.IndexOf((byte)'\n');
        line = (end < 0 ? rest : rest[..end]).Span.TrimEnd((byte)'\r');
        rest = end < 0 ? ReadOnlyMemory<byte>.Empty : rest[(end + 1)..];
        return true;
    }
}

using System.Globalization;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>A query's pages. A continuation token is opaque text, good for the same query in any process and at any time.</summary>
internal sealed class TablePages<T>(TablePages<T>.Query query, CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    /// <param name="Connection">Where to ask.</param>
    /// <param name="Path">What to ask.</param>
    /// <param name="Filter">OData filter, or null for everything.</param>
    /// <param name="Select">Comma-separated property names, or null for all.</param>
    /// <param name="PageSize">Rows per page, or null for the service's 1,000.</param>
    /// <param name="Continuation">Names of the keys at which a page ends and the next one starts.</param>
    /// <param name="Read">Reads the rows of a reply.</param>
    internal sealed record Query(
        TableConnection Connection,
        string Path,
        string? Filter,
        string? Select,
        int? PageSize,
        string[] Continuation,
        Func<ReadOnlyMemory<byte>, IReadOnlyList<T>> Read);

    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            using var message = CreateMessage(continuationToken, pageSizeHint ?? query.PageSize);
            var response = await query.Connection.SendAsync(message, CancellationToken, 200);
            continuationToken = Token(response);
            yield return Page<T>.FromValues(query.Read(response.Content.ToMemory()), continuationToken, response);
        }
        while (continuationToken is not null);
    }

    private HttpMessage CreateMessage(string? continuationToken, int? pageSize)
    {
        var message = query.Connection.CreateMessage(RequestMethod.Get, query.Path);
        var uri = message.Request.Uri;
        Append(uri, "$filter", query.Filter);
        Append(uri, "$select", query.Select);
        if (pageSize is { } rows)
        {
            Append(uri, "$top", Math.Min(rows, ServiceLimits.MaximumRowsPerPage).ToString(CultureInfo.InvariantCulture));
        }

        if (continuationToken is not null)
        {
            // The keys hold no space: they are encoded by the service.
            var parts = continuationToken.Split(' ', query.Continuation.Length);
            for (var index = 0; index < parts.Length; index++)
            {
                Append(uri, query.Continuation[index], parts[index]);
            }
        }

        return message;
    }

    private string? Token(Response response)
    {
        var parts = query.Continuation.Select(name => response.Headers.TryGetValue("x-ms-continuation-" + name, out var value) ? value : "").ToArray();
        return parts.All(part => part.Length == 0) ? null : string.Join(' ', parts);
    }

    private static void Append(RequestUriBuilder uri, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            uri.AppendQuery(name, Uri.EscapeDataString(value), escapeValue: false);
        }
    }
}

using Azure.Data.Tables;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Reads one page of a list in key order.</summary>
internal static class TablePage
{
    /// <param name="table">Where the list is.</param>
    /// <param name="filter">The rows after the page before.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="item">Reads a row.</param>
    /// <param name="position">The position behind a row.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<ListPage<T>> ReadAsync<T>(
        TableClient table, string filter, int limit, Func<TableEntity, T> item, Func<TableEntity, string> position, CancellationToken cancellationToken)
    {
        // One more than asked for tells whether there is a next page without a second query.
        List<TableEntity> rows = [];
        await foreach (var page in table.QueryAsync<TableEntity>(filter, maxPerPage: limit + 1, cancellationToken: cancellationToken).AsPages())
        {
            rows.AddRange(page.Values);
            if (rows.Count > limit)
            {
                break;
            }
        }

        return new ListPage<T>([.. rows.Take(limit).Select(item)], rows.Count > limit ? position(rows[limit - 1]) : null);
    }
}

using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Reads one page of a list in key order.</summary>
internal static class TablePage
{
    private const char PositionSeparator = '~';

    /// <summary>The position behind a row of a list that lies in many partitions.</summary>
    public static string Position(TableEntity row) => row.PartitionKey + PositionSeparator + row.RowKey;

    /// <summary>Reads what <see cref="Position(TableEntity)"/> wrote.</summary>
    public static (string Partition, string Row) Position(string text)
    {
        var at = text.IndexOf(PositionSeparator, StringComparison.Ordinal);
        return (text[..at], text[(at + 1)..]);
    }

    /// <summary>A page of a list that has all partitions of an organization, and nothing else in them.</summary>
    /// <param name="table">Where the list is.</param>
    /// <param name="organization">Whose.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="item">Reads a row.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task<ListPage<T>> ReadPartitionsAsync<T>(
        TableClient table, OrganizationId organization, int limit, string? after, Func<TableEntity, T> item, CancellationToken cancellationToken)
    {
        // '|' + 1 = '}': the range holds every partition of the organization and nothing else.
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {organization + "|"} and PartitionKey lt {organization + "}"}");
        if (after is not null)
        {
            var (partition, row) = Position(after);

            // The range of partitions stands alone, in front: behind an "or" the service would not see it and scan the table.
            filter = TableClient.CreateQueryFilter(
                $"PartitionKey ge {partition} and PartitionKey lt {organization + "}"} and (PartitionKey gt {partition} or RowKey gt {row})");
        }

        return ReadAsync(table, filter, limit, item, Position, cancellationToken);
    }

    /// <param name="table">Where the list is.</param>
    /// <param name="filter">The rows after the page before.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="item">Reads a row.</param>
    /// <param name="position">The position behind a row.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<ListPage<T>> ReadAsync<T>(
        TableClient table, string filter, int limit, Func<TableEntity, T> item, Func<TableEntity, string> position, CancellationToken cancellationToken)
    {
        var rows = await ReadRowsAsync(table, filter, limit, cancellationToken);
        return new ListPage<T>([.. rows.Take(limit).Select(item)], rows.Count > limit ? position(rows[limit - 1]) : null);
    }

    /// <summary>A page of rows that only the app can tell: it looks at a bounded number of them, so the page may be short and not be the last.</summary>
    /// <param name="table">Where the list is.</param>
    /// <param name="filter">The rows after the page before.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="most">Most rows to look at, below 1,000 so that they come with one query.</param>
    /// <param name="isWanted">Whether a row is an item.</param>
    /// <param name="item">Reads a row.</param>
    /// <param name="position">The position behind a row.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<ListPage<T>> SearchAsync<T>(
        TableClient table,
        string filter,
        int limit,
        int most,
        Func<TableEntity, bool> isWanted,
        Func<TableEntity, T> item,
        Func<TableEntity, string> position,
        CancellationToken cancellationToken)
    {
        var rows = await ReadRowsAsync(table, filter, most, cancellationToken);
        List<T> items = [];
        var seen = 0;
        while (seen < Math.Min(rows.Count, most) && items.Count < limit)
        {
            var row = rows[seen++];
            if (isWanted(row))
            {
                items.Add(item(row));
            }
        }

        return new ListPage<T>(items, seen < rows.Count ? position(rows[seen - 1]) : null);
    }

    // One more than asked for tells whether there is a next page without a second query.
    private static async Task<List<TableEntity>> ReadRowsAsync(TableClient table, string filter, int most, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        await foreach (var page in table.QueryAsync<TableEntity>(filter, maxPerPage: most + 1, cancellationToken: cancellationToken).AsPages())
        {
            rows.AddRange(page.Values);
            if (rows.Count > most)
            {
                break;
            }
        }

        return rows;
    }
}

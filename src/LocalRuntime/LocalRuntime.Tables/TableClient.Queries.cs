using System.Linq.Expressions;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Protocol;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables;

public partial class TableClient
{
    private static readonly string[] ContinuationNames = ["NextPartitionKey", "NextRowKey"];

    /// <summary>Rows that satisfy an OData filter, ordered by partition key and row key.</summary>
    /// <param name="filter">OData filter, best made by <see cref="CreateQueryFilter(FormattableString)"/>; null for all rows.</param>
    /// <param name="maxPerPage">Rows per page, at most 1,000; a page can be shorter, even empty, and not be the last.</param>
    /// <param name="select">Properties wanted, or null for all; keys not named here are not returned either.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The rows, fetched page by page while they are enumerated.</returns>
    public virtual AsyncPageable<T> QueryAsync<T>(string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var selected = select is null ? null : string.Join(',', select);
        return new TablePages<T>(
            new(_connection, TablePaths.Query(Name), filter, selected, maxPerPage, ContinuationNames, static json => new EntityJsonReader<T>().ReadPage(json)),
            cancellationToken);
    }

    /// <summary>Rows that satisfy an expression; see <see cref="CreateQueryFilter{T}"/> for what it may hold.</summary>
    /// <exception cref="NotSupportedException">The expression has no OData counterpart.</exception>
    /// <inheritdoc cref="QueryAsync{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual AsyncPageable<T> QueryAsync<T>(Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity => QueryAsync<T>(CreateQueryFilter(filter), maxPerPage, select, cancellationToken);

    /// <summary>An OData filter from an interpolated string; each value is written as a literal of its type, quoted and escaped.</summary>
    /// <exception cref="ArgumentException">A value has a type that a table cannot hold.</exception>
    public static string CreateQueryFilter(FormattableString filter) => FilterLiteral.Interpolate(filter);

    /// <summary>
    /// An OData filter from an expression: comparisons of a property (or <c>Get…("name")</c>, <c>["name"]</c> on a
    /// <see cref="TableEntity"/>) with a value, <c>string.Compare</c> and <c>CompareTo</c> compared with 0, <c>Equals</c>, Boolean
    /// properties, and <c>&amp;&amp;</c>, <c>||</c>, <c>!</c>.
    /// </summary>
    /// <returns>The filter, or null for one that is always true.</returns>
    /// <exception cref="NotSupportedException">Anything else.</exception>
    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => FilterTranslator.Translate(filter)!;
}

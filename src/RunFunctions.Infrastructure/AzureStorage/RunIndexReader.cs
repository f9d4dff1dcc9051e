using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Reads the lines of table <c>RunIndex</c>.</summary>
internal sealed class RunIndexReader(TableClient table)
{
    private const int LargestPage = 1000;

    private static readonly string[] StateOnly = [nameof(RunLine.State)];

    private readonly PageReach _reach = new();

    public async Task<ListPage<RunLine>> ListAsync(
        OrganizationId organization, RunFilter filter, int limit, string? after, CancellationToken cancellationToken)
    {
        var whole = RunIndexRange.Of(organization, filter, after);
        var properties = Properties(filter);
        var list = $"{organization}|{whole.Before}|{properties}";
        var near = _reach.Find(list, whole.After);
        var rows = await ReadAsync(near is null ? whole : whole with { Before = near }, properties, limit + 1, cancellationToken);
        if (near is not null && rows.Count <= limit)
        {
            rows.AddRange(await ReadAsync(whole with { After = near }, properties, limit + 1 - rows.Count, cancellationToken));
        }

        _reach.Learn(list, whole.After, whole.Before, [.. rows.Select(row => row.RowKey)], limit);
        return new ListPage<RunLine>([.. rows.Take(limit).Select(RunIndexRows.ToLine)], rows.Count > limit ? rows[limit - 1].RowKey : null);
    }

    public async Task<RunCounts> CountAsync(OrganizationId organization, RunFilter filter, int atMost, CancellationToken cancellationToken)
    {
        var counts = Enum.GetValues<RunState>().ToDictionary(state => state, _ => 0);
        var query = RunIndexRange.Of(organization, filter, after: null).Query + Properties(filter);
        var counted = 0;
        await foreach (var row in table.QueryAsync<TableEntity>(query, Math.Min(LargestPage, atMost + 1), StateOnly, cancellationToken))
        {
            if (counted++ == atMost)
            {
                return new RunCounts(counts, Complete: false);
            }

            counts[RunIndexRows.State(row)]++;
        }

        return new RunCounts(counts, Complete: true);
    }

    private async Task<List<TableEntity>> ReadAsync(RunIndexRange range, string properties, int atMost, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        var pages = table.QueryAsync<TableEntity>(range.Query + properties, Math.Min(LargestPage, atMost), cancellationToken: cancellationToken).AsPages();
        await foreach (var page in pages)
        {
            rows.AddRange(page.Values);
            if (rows.Count >= atMost)
            {
                break;
            }
        }

        return rows;
    }

    private static string Properties(RunFilter filter)
    {
        List<string> conditions = [];
        Add(filter.Subject is { } subject ? TableClient.CreateQueryFilter($"SubjectId eq {subject}") : null);
        Add(filter.Fingerprint is { } fingerprint ? TableClient.CreateQueryFilter($"Fingerprint eq {fingerprint}") : null);
        Add(filter.Tag is { } tag ? RunIndexRows.TagColumn(tag) + TableClient.CreateQueryFilter($" eq {tag}") : null);
        Add(filter.States.Count > 0 ? $"({string.Join(" or ", filter.States.Select(state => TableClient.CreateQueryFilter($"State eq {state.ToString()}")))})" : null);
        Add(filter.Kind is { } kind ? TableClient.CreateQueryFilter($"Kind eq {kind.Value}") : null);
        Add(filter.HasFailure is { } hasFailure ? TableClient.CreateQueryFilter($"HasFailure eq {hasFailure}") : null);
        Add(filter.Superseded is { } superseded ? TableClient.CreateQueryFilter($"Superseded eq {superseded}") : null);
        return string.Concat(conditions);

        void Add(string? condition)
        {
            if (condition is not null)
            {
                conditions.Add(" and " + condition);
            }
        }
    }
}

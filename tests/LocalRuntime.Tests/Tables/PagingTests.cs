using Azure;
using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

public sealed class PagingTests
{
    [Fact]
    public async Task Pages_follow_each_other_in_key_order_and_can_be_resumed_by_another_client()
    {
        var table = await TestTable.NewAsync();
        string[] keys = ["a b", "z", "ä", "ключ", "鍵'", "🔑", "%25"];
        foreach (var key in keys)
        {
            await table.AddEntityAsync(new TableEntity("пар'т ition", key));
        }

        var read = new List<string>();
        string? token = null;
        do
        {
            var resumed = TestTable.Service().GetTableClient(table.Name);
            var page = await FirstPageAsync(resumed.QueryAsync<TableEntity>(maxPerPage: 2), token);
            Assert.InRange(page.Values.Count, 1, 2);
            read.AddRange(page.Values.Select(row => row.RowKey));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(keys.Order(StringComparer.Ordinal), read);
    }

    [Fact]
    public async Task A_token_stays_good_when_the_row_it_points_at_is_deleted()
    {
        var table = await TestTable.NewAsync();
        foreach (var key in (string[])["1", "2", "3", "4"])
        {
            await table.AddEntityAsync(new TableEntity("p", key));
        }

        var first = await FirstPageAsync(table.QueryAsync<TableEntity>(), token: null, pageSizeHint: 2);
        await table.DeleteEntityAsync("p", "3");
        var second = await FirstPageAsync(table.QueryAsync<TableEntity>(), first.ContinuationToken, pageSizeHint: 2);

        Assert.Equal(["4"], second.Values.Select(row => row.RowKey));
        Assert.Null(second.ContinuationToken);
    }

    [Fact]
    public async Task A_page_is_never_asked_for_more_than_1000_rows()
    {
        var counting = new CountingPolicy();
        var options = new TableClientOptions();
        options.AddPolicy(counting, Azure.Core.HttpPipelinePosition.PerCall);
        var table = await TestTable.NewAsync(options);

        await table.QueryAsync<TableEntity>(maxPerPage: 5000).ToListAsync();

        Assert.Contains("top=1000", counting.LastUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_rows_than_a_page_holds_are_fetched_page_by_page()
    {
        var counting = new CountingPolicy();
        var options = new TableClientOptions();
        options.AddPolicy(counting, Azure.Core.HttpPipelinePosition.PerCall);
        var table = await TestTable.NewAsync(options);
        foreach (var chunk in Enumerable.Range(0, 1100).Chunk(100))
        {
            await table.SubmitTransactionAsync(chunk.Select(index => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity($"p{index / 100:D2}", $"{index:D4}"))));
        }

        var before = counting.Count;
        var rows = await table.QueryAsync<TableEntity>(select: ["RowKey"]).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 1100).Select(index => $"{index:D4}"), rows.Select(row => row.RowKey));
        Assert.Equal(2, counting.Count - before);
    }

    [Fact]
    public async Task A_query_without_hits_is_one_empty_page()
    {
        var table = await TestTable.NewAsync();

        var pages = await table.QueryAsync<TableEntity>(row => row.PartitionKey == "none").AsPages().ToListAsync();

        Assert.Empty(Assert.Single(pages).Values);
    }

    [Fact]
    public async Task A_cancelled_query_stops()
    {
        var table = await TestTable.NewAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await table.QueryAsync<TableEntity>(cancellationToken: cancelled.Token).ToListAsync());
    }

    private static async Task<Page<TableEntity>> FirstPageAsync(AsyncPageable<TableEntity> query, string? token, int? pageSizeHint = null) =>
        await query.AsPages(token, pageSizeHint).FirstAsync();
}

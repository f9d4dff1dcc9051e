using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

public sealed class TransactionTests
{
    [Fact]
    public async Task Every_operation_of_a_transaction_answers_with_the_version_it_wrote()
    {
        var table = await TestTable.NewAsync();
        var kept = await table.AddEntityAsync(new TableEntity("p", "merged") { ["Old"] = 1 });
        var replaced = await table.AddEntityAsync(new TableEntity("p", "replaced") { ["Old"] = 1 });
        await table.AddEntityAsync(new TableEntity("p", "deleted"));

        var answer = await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "added") { ["V"] = 1 }),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "merged") { ["V"] = 1 }, kept.ETag()),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "replaced") { ["V"] = 1 }, replaced.ETag()),
            new(TableTransactionActionType.Delete, new TableEntity("p", "deleted")),
            new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "upserted") { ["V"] = 1 }),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "upserted2") { ["V"] = 1 }),
        ]);

        var rows = (await table.QueryAsync<TableEntity>().ToListAsync()).ToDictionary(row => row.RowKey);
        Assert.Equal(202, answer.GetRawResponse().Status);
        Assert.All(answer.Value, response => Assert.Equal(204, response.Status));
        Assert.Equal(["added", "merged", "replaced", "upserted", "upserted2"], rows.Keys.Order());
        Assert.Equal((rows["added"].ETag, rows["merged"].ETag, rows["replaced"].ETag), (answer.Value[0].ETag(), answer.Value[1].ETag(), answer.Value[2].ETag()));
        Assert.Equal((rows["upserted"].ETag, rows["upserted2"].ETag), (answer.Value[4].ETag(), answer.Value[5].ETag()));
        Assert.Equal((1, null), (rows["merged"].GetInt32("Old"), rows["replaced"].GetInt32("Old")));
    }
}

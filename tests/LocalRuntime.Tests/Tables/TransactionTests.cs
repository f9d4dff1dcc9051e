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

    [Theory]
    [InlineData(TableTransactionActionType.Add, "there", 409, "EntityAlreadyExists")]
    [InlineData(TableTransactionActionType.UpdateMerge, "there", 412, "UpdateConditionNotSatisfied")]
    [InlineData(TableTransactionActionType.UpdateReplace, "there", 412, "UpdateConditionNotSatisfied")]
    [InlineData(TableTransactionActionType.Delete, "there", 412, "UpdateConditionNotSatisfied")]
    [InlineData(TableTransactionActionType.UpdateMerge, "missing", 404, "ResourceNotFound")]
    [InlineData(TableTransactionActionType.Delete, "missing", 404, "ResourceNotFound")]
    public async Task One_refused_operation_undoes_the_transaction_and_says_which_one_it_was(TableTransactionActionType type, string rowKey, int status, string code)
    {
        var table = await TestTable.NewAsync();
        var stale = (await table.AddEntityAsync(new TableEntity("p", "there") { ["V"] = 1 })).ETag();
        var current = (await table.UpdateEntityAsync(new TableEntity("p", "there") { ["V"] = 2 }, stale)).ETag();
        var other = (await table.AddEntityAsync(new TableEntity("p", "other") { ["V"] = 1 })).ETag();

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "new")),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "other") { ["V"] = 9 }, other),
            new(type, new TableEntity("p", rowKey) { ["V"] = 3 }, stale),
            new(TableTransactionActionType.Add, new TableEntity("p", "later")),
        ]));

        TestTable.AssertRefusal(refusal, status, code);
        Assert.Equal(2, refusal.FailedTransactionActionIndex);
        var rows = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal([("other", 1, other), ("there", 2, current)], rows.Select(row => (row.RowKey, row.GetInt32("V")!.Value, row.ETag)));
    }

    [Fact]
    public async Task A_transaction_on_a_missing_table_is_refused()
    {
        var table = TestTable.Service().GetTableClient("nosuchtable");

        var refusal = await TestTable.RefusalAsync(() => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));

        Assert.Equal((404, "TableNotFound"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task An_update_without_a_version_in_a_transaction_is_an_upsert_as_officially()
    {
        var table = await TestTable.NewAsync();

        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "r") { ["V"] = 1 })]);

        Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("V"));
    }

    [Fact]
    public async Task Values_that_look_like_the_wire_format_pass_through_a_transaction()
    {
        var table = await TestTable.NewAsync();
        const string Nasty = "--batch_1\r\nHTTP/1.1 500 no\r\n\r\n{\"a\":\"}{\"} http://x/y DELETE";

        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "1") { ["V"] = Nasty }),
            new(TableTransactionActionType.Add, new TableEntity("p", "2") { ["V"] = "\u2028\u2029" }),
        ]);

        Assert.Equal([Nasty, "\u2028\u2029"], (await table.QueryAsync<TableEntity>().ToListAsync()).Select(row => row.GetString("V")));
    }

    [Fact]
    public async Task Writers_that_race_for_one_version_lose_no_update()
    {
        var table = await TestTable.NewAsync();
        await table.AddEntityAsync(new TableEntity("p", "head") { ["V"] = 0 });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var written = 0; written < 10;)
            {
                var head = (await table.GetEntityAsync<TableEntity>("p", "head")).Value;
                var value = head.GetInt32("V")!.Value + 1;
                try
                {
                    await table.SubmitTransactionAsync(
                    [
                        new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "head") { ["V"] = value }, head.ETag),
                        new(TableTransactionActionType.Add, new TableEntity("p", $"event{value:D4}") { ["Writer"] = writer }),
                    ]);
                    written++;
                }
                catch (TableTransactionFailedException lost) when (lost.Status is 409 or 412)
                {
                    // Another writer was first: read again.
                }
            }
        }));

        var rows = await table.QueryAsync<TableEntity>(row => row.PartitionKey == "p" && row.RowKey.CompareTo("event") > 0 && row.RowKey.CompareTo("eventz") < 0).ToListAsync();
        Assert.Equal(80, rows.Count);
        Assert.Equal(80, (await table.GetEntityAsync<TableEntity>("p", "head")).Value.GetInt32("V"));
    }
}

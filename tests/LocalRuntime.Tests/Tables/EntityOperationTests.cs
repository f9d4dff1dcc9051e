using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace LocalRuntime.Tests.Tables;

public sealed class EntityOperationTests
{
    [Fact]
    public async Task A_row_that_was_added_is_read_back_with_its_keys_version_and_time()
    {
        var table = await TestTable.NewAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["Name"] = "n", ["Count"] = 3 });

        var row = await table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal(204, added.Status);
        Assert.Equal(("p", "r", "n", 3), (row.Value.PartitionKey, row.Value.RowKey, row.Value.GetString("Name"), row.Value.GetInt32("Count")));
        Assert.Equal(added.ETag(), row.Value.ETag);
        Assert.Equal(DateTimeOffset.UtcNow, row.Value.Timestamp!.Value, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Adding_a_row_twice_answers_409()
    {
        var table = await TestTable.NewAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var refusal = await TestTable.RefusalAsync(() => table.AddEntityAsync(new TableEntity("p", "r")));

        TestTable.AssertRefusal(refusal, 409, "EntityAlreadyExists");
        Assert.True(refusal.ErrorCode! == TableErrorCode.EntityAlreadyExists);
    }

    [Fact]
    public async Task Reading_a_missing_row_answers_404_or_no_value()
    {
        var table = await TestTable.NewAsync();

        var refusal = await TestTable.RefusalAsync(() => table.GetEntityAsync<TableEntity>("p", "r"));
        var absent = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");

        TestTable.AssertRefusal(refusal, 404, "ResourceNotFound");
        Assert.False(absent.HasValue);
        Assert.Equal(404, absent.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => absent.Value);
    }

    [Fact]
    public async Task Reading_a_present_row_if_it_exists_gives_the_row()
    {
        var table = await TestTable.NewAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Name"] = "n" });

        var found = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");

        Assert.True(found.HasValue);
        Assert.Equal("n", found.Value!.GetString("Name"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, "old")]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task An_update_keeps_or_drops_what_it_does_not_send(TableUpdateMode mode, string? expectedOld)
    {
        var table = await TestTable.NewAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["Old"] = "old" });

        var updated = await table.UpdateEntityAsync(new TableEntity("p", "r") { ["New"] = "new" }, added.ETag(), mode);

        var row = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal((expectedOld, "new"), (row.GetString("Old"), row.GetString("New")));
        Assert.Equal(updated.ETag(), row.ETag);
        Assert.NotEqual(added.ETag(), row.ETag);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, "old")]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task An_upsert_inserts_first_and_then_merges_or_replaces(TableUpdateMode mode, string? expectedOld)
    {
        var table = await TestTable.NewAsync();

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Old"] = "old" }, mode);
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["New"] = "new" }, mode);

        var row = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal((expectedOld, "new"), (row.GetString("Old"), row.GetString("New")));
    }

    [Fact]
    public async Task A_write_with_a_stale_version_answers_412_and_changes_nothing()
    {
        var table = await TestTable.NewAsync();
        var first = await table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = 1 });
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["V"] = 2 }, first.ETag());

        var merge = await TestTable.RefusalAsync(() => table.UpdateEntityAsync(new TableEntity("p", "r") { ["V"] = 3 }, first.ETag()));
        var replace = await TestTable.RefusalAsync(() => table.UpdateEntityAsync(new TableEntity("p", "r") { ["V"] = 3 }, first.ETag(), TableUpdateMode.Replace));
        var delete = await TestTable.RefusalAsync(() => table.DeleteEntityAsync("p", "r", first.ETag()));

        Assert.All([merge, replace, delete], refusal => TestTable.AssertRefusal(refusal, 412, "UpdateConditionNotSatisfied"));
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("V"));
    }

    [Fact]
    public async Task An_update_with_any_version_writes_but_a_missing_row_answers_404()
    {
        var table = await TestTable.NewAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["V"] = 1 }, ETag.All);
        var refusal = await TestTable.RefusalAsync(() => table.UpdateEntityAsync(new TableEntity("p", "missing"), ETag.All));

        TestTable.AssertRefusal(refusal, 404, "ResourceNotFound");
        Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("V"));
    }

    [Fact]
    public async Task An_update_must_name_a_version()
    {
        var table = TestTable.Service().GetTableClient("unused");
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
    }

    [Fact]
    public async Task Deleting_a_row_that_is_gone_answers_404()
    {
        var table = await TestTable.NewAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var first = await table.DeleteEntityAsync("p", "r");
        var second = await table.DeleteEntityAsync(new TableEntity("p", "r"));

        Assert.Equal((204, 404), (first.Status, second.Status));
    }

    [Fact]
    public async Task A_read_can_be_limited_to_some_properties()
    {
        var table = await TestTable.NewAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });

        var row = (await table.GetEntityAsync<TableEntity>("p", "r", ["B"])).Value;

        Assert.Null(row.GetInt32("A"));
        Assert.Equal(2, row.GetInt32("B"));
    }

    [Theory]
    [InlineData("it's", "two''quotes")]
    [InlineData("a b+c%20&=", "100%;,:@!$()*")]
    [InlineData("", "")]
    [InlineData("ключ", "鍵🔑")]
    [InlineData("..", ".")]
    public async Task Keys_with_quotes_percent_signs_and_other_scripts_work_everywhere(string partitionKey, string rowKey)
    {
        var table = await TestTable.NewAsync();
        var added = await table.AddEntityAsync(new TableEntity(partitionKey, rowKey) { ["V"] = 1 });
        await table.UpdateEntityAsync(new TableEntity(partitionKey, rowKey) { ["V"] = 2 }, added.ETag());
        await table.UpsertEntityAsync(new TableEntity(partitionKey, rowKey) { ["W"] = 3 });

        var row = (await table.GetEntityAsync<TableEntity>(partitionKey, rowKey)).Value;
        var byFilter = await table.QueryAsync<TableEntity>(e => e.PartitionKey == partitionKey && e.RowKey == rowKey).ToListAsync();
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity(partitionKey, rowKey) { ["X"] = 4 }, row.ETag)]);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.Delete, row)]);

        Assert.Equal((partitionKey, rowKey, 2, 3), (row.PartitionKey, row.RowKey, row.GetInt32("V"), row.GetInt32("W")));
        Assert.Equal(rowKey, Assert.Single(byFilter).RowKey);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey)).HasValue);
    }
}

using Azure.Data.Tables;
using RunFunctions.TestSupport;

namespace LocalRuntime.Tests.Tables;

public sealed class TableLifecycleTests
{
    [Fact]
    public async Task A_table_is_created_once_and_creating_it_if_missing_may_be_repeated()
    {
        var table = TestTable.Service().GetTableClient(TestAzurite.NewPrefix());

        var first = await table.CreateIfNotExistsAsync();
        var second = await table.CreateIfNotExistsAsync();
        var refusal = await TestTable.RefusalAsync(() => table.CreateAsync());

        Assert.Equal((table.Name, 204, 409), (first.Value.Name, first.GetRawResponse().Status, second.GetRawResponse().Status));
        TestTable.AssertRefusal(refusal, 409, "TableAlreadyExists");
    }

    [Fact]
    public async Task A_deleted_table_is_gone_and_deleting_it_again_answers_404()
    {
        var table = await TestTable.NewAsync();

        var first = await table.DeleteAsync();
        var second = await TestTable.Service().DeleteTableAsync(table.Name);
        var read = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");
        var write = await TestTable.RefusalAsync(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((204, 404), (first.Status, second.Status));
        Assert.False(read.HasValue);
        TestTable.AssertRefusal(write, 404, "TableNotFound");
    }

    [Fact]
    public async Task A_name_against_the_rules_is_refused_by_the_service()
    {
        var refusal = await TestTable.RefusalAsync(() => TestTable.Service().CreateTableAsync("a-b"));
        Assert.Equal(400, refusal.Status);
    }

    [Fact]
    public async Task Tables_are_listed_by_prefix()
    {
        var service = TestTable.Service();
        var prefix = TestAzurite.NewPrefix();
        foreach (var suffix in (string[])["a", "b", "c"])
        {
            await service.CreateTableAsync(prefix + suffix);
        }

        var all = await service.QueryAsync(table => table.Name.CompareTo(prefix) >= 0 && table.Name.CompareTo(prefix + "z") < 0).ToListAsync();
        var one = await service.QueryAsync((FormattableString)$"TableName eq {prefix + "b"}").ToListAsync();
        var pages = await service.QueryAsync(maxPerPage: 2).AsPages().ToListAsync();

        Assert.Equal([prefix + "a", prefix + "b", prefix + "c"], all.Select(table => table.Name));
        Assert.Equal(prefix + "b", Assert.Single(one).Name);
        Assert.All(pages, page => Assert.InRange(page.Values.Count, 1, 2));
        Assert.Subset(pages.SelectMany(page => page.Values).Select(table => table.Name).ToHashSet(), all.Select(table => table.Name).ToHashSet());
    }

    [Fact]
    public async Task A_policy_of_the_caller_sees_every_call()
    {
        var counting = new CountingPolicy();
        var options = new TableClientOptions();
        options.AddPolicy(counting, Azure.Core.HttpPipelinePosition.PerCall);
        var table = await TestTable.NewAsync(options);

        await table.AddEntityAsync(new TableEntity("p", "r"));
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "r")), new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "s"))]);

        Assert.Equal(3, counting.Count);
    }
}

using Azure;
using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

/// <summary>What the service refuses is refused before anything is sent, with the service's status and code.</summary>
public sealed class ServiceLimitTests
{
    private readonly CountingPolicy _sent = new();
    private readonly TableClient _table;

    public ServiceLimitTests()
    {
        var options = new TableClientOptions();
        options.AddPolicy(_sent, Azure.Core.HttpPipelinePosition.PerRetry);
        _table = TestTable.Service(options).GetTableClient("neverthere");
    }

    public static TheoryData<string, string> BadKeys => new()
    {
        { "a/b", "OutOfRangeInput" }, { "a\\b", "OutOfRangeInput" }, { "a#b", "OutOfRangeInput" }, { "a?b", "OutOfRangeInput" },
        { "a\tb", "OutOfRangeInput" }, { "a\u007fb", "OutOfRangeInput" }, { "a\u0085b", "OutOfRangeInput" }, { new string('k', 513), "KeyValueTooLarge" },
    };

    public static TheoryData<string, object, string> BadProperties => new()
    {
        { "a-b", 1, "PropertyNameInvalid" }, { "1a", 1, "PropertyNameInvalid" }, { "a b", 1, "PropertyNameInvalid" }, { "a.b", 1, "PropertyNameInvalid" },
        { new string('n', 256), 1, "PropertyNameTooLong" },
        { "S", new string('s', 32 * 1024 + 1), "PropertyValueTooLarge" }, { "B", new byte[64 * 1024 + 1], "PropertyValueTooLarge" },
        { "D", new DateTime(1600, 12, 31, 23, 59, 59, DateTimeKind.Utc), "OutOfRangeInput" }, { "U", ulong.MaxValue, "InvalidInput" },
    };

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task A_key_against_the_rules_is_refused_in_every_call(string key, string code)
    {
        Func<Task>[] calls =
        [
            () => _table.AddEntityAsync(new TableEntity(key, "r")),
            () => _table.AddEntityAsync(new TableEntity("p", key)),
            () => _table.UpsertEntityAsync(new TableEntity("p", key)),
            () => _table.UpdateEntityAsync(new TableEntity("p", key), ETag.All),
            () => _table.DeleteEntityAsync("p", key),
            () => _table.GetEntityAsync<TableEntity>(key, "r"),
            () => _table.GetEntityIfExistsAsync<TableEntity>("p", key),
        ];
        foreach (var call in calls)
        {
            TestTable.AssertRefusal(await TestTable.RefusalAsync(call), 400, code);
        }

        Assert.Equal(0, _sent.Count);
    }

    [Theory]
    [MemberData(nameof(BadProperties))]
    public async Task A_property_against_the_rules_is_refused(string name, object value, string code)
    {
        var refusal = await TestTable.RefusalAsync(() => _table.AddEntityAsync(new TableEntity("p", "r") { [name] = value }));

        TestTable.AssertRefusal(refusal, 400, code);
        Assert.Equal(0, _sent.Count);
    }

    [Fact]
    public async Task Only_253_properties_are_too_many()
    {
        var table = await TestTable.NewAsync();
        var row = new TableEntity("p", "r");
        for (var index = 0; index < 252; index++)
        {
            row["P" + index] = index;
        }

        await table.AddEntityAsync(row);
        row["OneMore"] = 1;

        TestTable.AssertRefusal(await TestTable.RefusalAsync(() => table.UpsertEntityAsync(row)), 400, "TooManyProperties");
    }

    [Fact]
    public async Task Values_and_keys_at_the_limit_are_accepted()
    {
        var table = await TestTable.NewAsync();
        var key = new string('k', 512);

        await table.AddEntityAsync(new TableEntity(key, key) { [new string('n', 255)] = new string('s', 32 * 1024), ["B"] = new byte[64 * 1024], ["_ä1"] = new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc) });

        Assert.Equal(64 * 1024, (await table.GetEntityAsync<TableEntity>(key, key)).Value.GetBinary("B")!.Length);
    }

    [Fact]
    public async Task A_row_may_be_one_mebibyte_by_the_services_formula_and_not_a_byte_more()
    {
        var table = await TestTable.NewAsync();
        var row = new TableEntity("p", "r");
        for (var index = 0; index < 15; index++)
        {
            row["P" + (char)('a' + index)] = new byte[64 * 1024];
        }

        // 4 for the row, 2 + 2 for the keys, 15 x (8 + 2x2 + 4 + 65536), 8 + 2x2 + 4 for the last property.
        var rest = (1024 * 1024) - 8 - (15 * (16 + 65536)) - 16;
        row["Pz"] = new byte[rest];
        await table.AddEntityAsync(row);
        row["Pz"] = new byte[rest + 1];

        TestTable.AssertRefusal(await TestTable.RefusalAsync(() => table.UpsertEntityAsync(row)), 400, "EntityTooLarge");
    }

    [Fact]
    public async Task A_transaction_over_two_partitions_is_refused_with_the_index()
    {
        var refusal = await RefusedAsync([Upsert("p", "1"), Upsert("q", "2")]);

        TestTable.AssertRefusal(refusal, 400, "CommandsInBatchActOnDifferentPartitions");
        Assert.Equal(1, refusal.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_transaction_with_a_row_twice_is_refused_with_the_index()
    {
        var refusal = await RefusedAsync([Upsert("p", "1"), Upsert("p", "2"), Upsert("p", "1")]);

        TestTable.AssertRefusal(refusal, 400, "InvalidDuplicateRow");
        Assert.Equal(2, refusal.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_transaction_of_101_operations_is_refused_and_one_of_100_is_done()
    {
        var table = await TestTable.NewAsync();
        var actions = Enumerable.Range(0, 101).Select(index => Upsert("p", $"{index:D3}")).ToArray();

        var refusal = await RefusedAsync(actions);
        var done = await table.SubmitTransactionAsync(actions.Take(100));

        TestTable.AssertRefusal(refusal, 400, "InvalidInput");
        Assert.Equal(99, refusal.FailedTransactionActionIndex);
        Assert.Equal(100, done.Value.Count);
    }

    [Fact]
    public async Task A_transaction_above_four_mebibytes_is_refused()
    {
        var actions = Enumerable.Range(0, 66).Select(index => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{index}") { ["B"] = new byte[48 * 1024] }));

        var refusal = await TestTable.RefusalAsync(() => _table.SubmitTransactionAsync(actions));

        TestTable.AssertRefusal(refusal, 413, "RequestBodyTooLarge");
        Assert.Equal(0, _sent.Count);
    }

    [Fact]
    public async Task A_row_against_the_rules_in_a_transaction_is_refused_with_its_index()
    {
        var refusal = await RefusedAsync([Upsert("p", "1"), new(TableTransactionActionType.Add, new TableEntity("p", "2") { ["a-b"] = 1 })]);

        TestTable.AssertRefusal(refusal, 400, "PropertyNameInvalid");
        Assert.Equal(1, refusal.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_transaction_without_operations_is_a_mistake_of_the_caller() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _table.SubmitTransactionAsync([]));

    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public async Task A_date_that_is_not_UTC_is_refused(DateTimeKind kind) =>
        await Assert.ThrowsAsync<NotSupportedException>(() => _table.AddEntityAsync(new TableEntity("p", "r") { ["D"] = DateTime.SpecifyKind(new DateTime(2020, 1, 1), kind) }));

    private static TableTransactionAction Upsert(string partitionKey, string rowKey) => new(TableTransactionActionType.UpsertReplace, new TableEntity(partitionKey, rowKey));

    private async Task<TableTransactionFailedException> RefusedAsync(IEnumerable<TableTransactionAction> actions)
    {
        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(actions));
        Assert.Equal(0, _sent.Count);
        return refusal;
    }
}

using System.Linq.Expressions;
using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace LocalRuntime.Tests.Tables;

public sealed class FilterTests
{
    private const string Constant = "it's";

    private static readonly Guid Id = new("00112233-4455-6677-8899-aabbccddeeff");

    private static string Property { get; } = "from a property";

    public static TheoryData<string, Expression<Func<FilterRow, bool>>> Translations()
    {
        var captured = "v";
        var holder = new { Value = 7L };
        Shade? maybe = Shade.Dark;
        return new()
        {
            { "PartitionKey eq 'v'", row => row.PartitionKey == captured },
            { "PartitionKey eq 'it''s'", row => row.PartitionKey == Constant },
            { "RowKey eq 'from a property'", row => row.RowKey == Property },
            { "(PartitionKey eq 'v') and (RowKey ne 'w')", row => row.PartitionKey == captured && row.RowKey != "w" },
            { "((Number gt 1) or (Number le -1)) and (Number lt 5)", row => (row.Number > 1 || row.Number <= -1) && row.Number < 5 },
            { "Number ge 3", row => 3 <= row.Number },
            { "not (Number eq 3)", row => !(row.Number == 3) },
            { "Big eq 7L", row => row.Big == holder.Value },
            { "Big gt 5L", row => row.Big > 5 },
            { "Real eq 5.0", row => row.Real == 5 },
            { "Real lt 1E-07", row => row.Real < 0.0000001 },
            { "MaybeNumber eq 4", row => row.MaybeNumber == 4 },
            { "MaybeNumber eq 4", row => row.MaybeNumber!.Value == 4 },
            { "Flag eq true", row => row.Flag },
            { "not (Flag eq true)", row => !row.Flag },
            { "Flag eq false", row => row.Flag == false },
            { "Shade eq 'Light'", row => row.Shade == Shade.Light },
            { "MaybeShade eq 'Dark'", row => row.MaybeShade == maybe },
            { "Id eq guid'00112233-4455-6677-8899-aabbccddeeff'", row => row.Id == Id },
            { "Moment ge datetime'2020-01-02T02:04:05.0000001Z'", row => row.Moment >= new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)).AddTicks(1) },
            { "renamed eq 'x'", row => row.Alias == "x" },
            { "RowKey ge 'm'", row => string.Compare(row.RowKey, "m") >= 0 },
            { "RowKey lt 'm'", row => row.RowKey.CompareTo("m") < 0 },
            { "RowKey gt 'm'", row => string.Compare("m", row.RowKey) < 0 },
            { "RowKey eq 'm'", row => row.RowKey.Equals("m") },
            { "RowKey eq 'm'", row => string.Equals(row.RowKey, "m") },
            { "Text eq 'ab'", row => row.Text == string.Concat("a", "b") },
        };
    }

    public static TheoryData<Expression<Func<FilterRow, bool>>> Untranslatable() => new()
    {
        row => row.RowKey.StartsWith('a'),
        row => row.RowKey.Contains('a'),
        row => row.RowKey.Length > 3,
        row => row.Number + 1 == 2,
        row => row.Number == row.Big,
        row => row.RowKey == row.PartitionKey,
        row => string.Compare(row.RowKey, "m") == 1,
        row => string.Compare(row.RowKey, "m", StringComparison.Ordinal) >= 0,
        row => new[] { "a" }.Contains(row.RowKey),
        row => row.Moment.Year == 2020,
        row => string.Equals(row.RowKey, "m", StringComparison.Ordinal),
    };

    [Theory]
    [MemberData(nameof(Translations), DisableDiscoveryEnumeration = true)]
    public void An_expression_becomes_an_OData_filter(string expected, Expression<Func<FilterRow, bool>> expression) =>
        Assert.Equal(expected, TableClient.CreateQueryFilter(expression));

    [Theory]
    [MemberData(nameof(Untranslatable), DisableDiscoveryEnumeration = true)]
    public void An_expression_without_counterpart_is_refused(Expression<Func<FilterRow, bool>> expression) =>
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter(expression));

    [Fact]
    public void A_filter_that_is_always_true_is_no_filter() => Assert.Null(TableClient.CreateQueryFilter<FilterRow>(_ => true));

    [Fact]
    public void Getters_and_the_indexer_of_a_dictionary_row_name_properties()
    {
        var name = "Count";
        Assert.Equal("(Count eq 3) and (Name eq 'x')", TableClient.CreateQueryFilter<TableEntity>(row => row.GetInt32(name) == 3 && row.GetString("Name") == "x"));
        Assert.Equal("(Big eq 3L) and (Flag eq true)", TableClient.CreateQueryFilter<TableEntity>(row => (long)row["Big"] == 3 && row.GetBoolean("Flag") == true));
    }

    [Fact]
    public void Interpolated_values_become_literals_of_their_type()
    {
        var date = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(1);
        byte[] bytes = [1, 0xAB];

        Assert.Equal("A eq 'o''brien' and B eq 5 and C eq 5L and D eq 5.0 and E eq true", TableClient.CreateQueryFilter($"A eq {"o'brien"} and B eq {5} and C eq {5L} and D eq {5.0} and E eq {true}"));
        Assert.Equal($"F eq guid'{Id}' and G eq datetime'2020-01-02T03:04:05.0000001Z' and H eq X'01AB'", TableClient.CreateQueryFilter($"F eq {Id} and G eq {date} and H eq {bytes}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {new object()}"));
        Assert.Equal("TableName eq 't'", TableServiceClient.CreateQueryFilter((TableItem table) => table.Name == "t"));
    }

    [Fact]
    public async Task Filters_find_on_the_emulator_what_they_describe()
    {
        var table = await TestTable.NewAsync();
        FilterRow[] rows =
        [
            new() { RowKey = "1", Text = "o'brien", Number = 5, Big = 5_000_000_000, Real = 0.5, Flag = true, Id = Id, Shade = Shade.Dark, Moment = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) },
            new() { RowKey = "2", Text = "ключ 鍵 & + % #", Number = -5, Big = 1, Real = 5, Shade = Shade.Light, Moment = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        ];
        foreach (var row in rows)
        {
            await table.AddEntityAsync(row);
        }

        Assert.Equal(["1"], await FindAsync(table, row => row.Text == "o'brien"));
        Assert.Equal(["2"], await FindAsync(table, row => row.Text == "ключ 鍵 & + % #"));
        Assert.Equal(["2"], await FindAsync(table, row => row.Number < 0));
        Assert.Equal(["1"], await FindAsync(table, row => row.Big > 4_000_000_000));
        Assert.Equal(["2"], await FindAsync(table, row => row.Real == 5));
        Assert.Equal(["1"], await FindAsync(table, row => row.Flag && row.Id == Id));
        Assert.Equal(["1"], await FindAsync(table, row => row.Shade == Shade.Dark));
        Assert.Equal(["2"], await FindAsync(table, row => row.Moment > new DateTimeOffset(2020, 6, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(["1", "2"], await FindAsync(table, row => row.PartitionKey == "p" && (row.RowKey == "1" || row.RowKey == "2")));
    }

    private static async Task<IEnumerable<string>> FindAsync(TableClient table, Expression<Func<FilterRow, bool>> filter) =>
        (await table.QueryAsync(filter).ToListAsync()).Select(row => row.RowKey);

    public sealed class FilterRow : ITableEntity
    {
        public string PartitionKey { get; set; } = "p";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string? Text { get; set; }

        [DataMember(Name = "renamed")]
        public string? Alias { get; set; }

        public int Number { get; set; }

        public int? MaybeNumber { get; set; }

        public long Big { get; set; }

        public double Real { get; set; }

        public bool Flag { get; set; }

        public Guid Id { get; set; }

        public Shade Shade { get; set; }

        public Shade? MaybeShade { get; set; }

        public DateTimeOffset Moment { get; set; }
    }
}

using System.Text;
using Azure.Data.Tables;
using Azure.Data.Tables.Serialization;
using FsCheck;
using FsCheck.Fluent;

namespace LocalRuntime.Tests.Tables;

public sealed class RoundTripTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure;

    [Fact]
    public void A_row_of_every_type_survives_writing_and_reading() =>
        Check.One(Config.WithMaxTest(500), Prop.ForAll(RowGenerators.Row.ToArbitrary(), row =>
            row.Describe() == Read<EveryTypeRow>(EntityJsonWriter.Serialize(row)).Describe()));

    [Fact]
    public void A_dictionary_row_survives_writing_and_reading_with_its_types() =>
        Check.One(Config.WithMaxTest(500), Prop.ForAll(RowGenerators.DictionaryRow.ToArbitrary(), row =>
            SameValues(row, Read<TableEntity>(EntityJsonWriter.Serialize(row)))));

    [Fact]
    public async Task Rows_of_every_type_survive_the_emulator()
    {
        var table = await TestTable.NewAsync();
        foreach (var row in RowGenerators.Row.Sample(120))
        {
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace);
            var read = (await table.GetEntityAsync<EveryTypeRow>("p", "r")).Value;
            Assert.Equal(row.Describe(), read.Describe());
        }
    }

    [Fact]
    public async Task Dictionary_rows_survive_the_emulator_with_their_types()
    {
        var table = await TestTable.NewAsync();
        foreach (var row in RowGenerators.DictionaryRow.Sample(120))
        {
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace);
            var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
            Assert.True(SameValues(row, read), Text(row) + Environment.NewLine + Text(read));
        }
    }

    [Fact]
    public async Task Rows_of_every_type_survive_a_transaction_and_a_query()
    {
        var table = await TestTable.NewAsync();
        var rows = RowGenerators.Row.Sample(60).ToList();
        for (var index = 0; index < rows.Count; index++)
        {
            rows[index].RowKey = $"{index:D3}";
        }

        await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));

        var read = await table.QueryAsync<EveryTypeRow>().ToListAsync();
        Assert.Equal(rows.Select(row => row.Describe()), read.Select(row => row.Describe()));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(5L)]
    [InlineData(5.0)]
    public async Task A_whole_number_keeps_the_type_it_was_written_with(object value)
    {
        var table = await TestTable.NewAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = value });

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value["V"];

        Assert.Equal(value, read);
        Assert.IsType(value.GetType(), read);
    }

    [Fact]
    public void An_annotation_may_follow_its_value()
    {
        var row = Read<TableEntity>("""{"PartitionKey":"p","RowKey":"r","A":"7","B":"x","A@odata.type":"Edm.Int64","B@odata.type":"Edm.String"}""");
        Assert.Equal((7L, "x"), (row.GetInt64("A"), row.GetString("B")));
    }

    [Fact]
    public void The_rows_of_a_page_need_not_look_alike()
    {
        var rows = new EntityJsonReader<TableEntity>().ReadPage(
            """{"odata.metadata":"m","value":[{"RowKey":"1","A":1},{"RowKey":"2","B":"x","A@odata.type":"Edm.Int64","A":"2"},{"RowKey":"3","A":3}]}"""u8.ToArray());

        Assert.Equal([1, 2L, 3], rows.Select(row => row["A"]));
        Assert.Equal([null, "x", null], rows.Select(row => row.GetString("B")));
    }

    private static T Read<T>(ReadOnlyMemory<byte> json)
        where T : class, ITableEntity => new EntityJsonReader<T>().ReadOne(json);

    private static T Read<T>(string json)
        where T : class, ITableEntity => Read<T>(Encoding.UTF8.GetBytes(json));

    private static bool SameValues(TableEntity expected, TableEntity actual) => Text(expected) == Text(actual);

    private static string Text(TableEntity row) => string.Join('|', row.Where(pair => pair.Key is not ("odata.etag" or "Timestamp")).OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}:{pair.Value.GetType().Name}:{pair.Value switch
        {
            byte[] bytes => Convert.ToHexString(bytes),
            double number => number.ToString("R"),
            DateTimeOffset date => $"{date.Ticks}{date.Offset}",
            var other => other.ToString(),
        }}"));
}

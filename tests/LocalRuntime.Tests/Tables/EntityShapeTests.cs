using System.Runtime.Serialization;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Serialization;

namespace LocalRuntime.Tests.Tables;

public sealed class EntityShapeTests
{
    [Fact]
    public void Ignored_read_only_and_renamed_properties_are_written_and_read_as_officially()
    {
        var row = new Shaped { Renamed = "n", Ignored = "i", Set = "s" };

        var json = Encoding.UTF8.GetString(EntityJsonWriter.Serialize(row).Span);
        var read = Read<Shaped>("""{"PartitionKey":"p","RowKey":"r","name":"n2","Ignored":"x","Computed":"x","Set":"s2","Unknown":1}""");

        Assert.Equal("""{"PartitionKey":"p","RowKey":"r","name":"n","Computed":"s!","Set":"s"}""", json);
        Assert.Equal(("n2", null, "s2"), (read.Renamed, read.Ignored, read.Set));
    }

    [Fact]
    public void Keys_behind_an_explicit_implementation_are_used()
    {
        var row = new Explicit { Id = "7" };

        var json = Encoding.UTF8.GetString(EntityJsonWriter.Serialize(row).Span);
        var read = Read<Explicit>("""{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"7","Timestamp":"2020-01-02T03:04:05.0000001Z","Id":"7"}""");

        Assert.Equal("""{"PartitionKey":"p","RowKey":"7","Id":"7"}""", json);
        Assert.Equal(("7", "W/\"1\""), (read.Id, ((ITableEntity)read).ETag.ToString()));
        Assert.Equal(new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1), ((ITableEntity)read).Timestamp);
    }

    [Fact]
    public void A_type_that_a_table_cannot_hold_is_refused_by_name()
    {
        var refusal = Assert.Throws<NotSupportedException>(() => EntityJsonWriter.Serialize(new Unsupported()));
        Assert.Contains("Unsupported.Price", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => EntityJsonWriter.Serialize(new TableEntity("p", "r") { ["Price"] = 1m }));
        Assert.Throws<NotSupportedException>(() => EntityJsonWriter.Serialize(new TableEntity("p", "r") { ["Shade"] = Shade.Dark }));
    }

    [Fact]
    public void A_stored_type_that_does_not_fit_the_property_is_refused_by_name()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Read<EveryTypeRow>("""{"Number":"five"}"""));
        Assert.Contains("'Number'", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Read<EveryTypeRow>("""{"Number":1.5}"""));
        Assert.Throws<InvalidOperationException>(() => Read<EveryTypeRow>("""{"Text":5}"""));
        Assert.Throws<InvalidOperationException>(() => Read<EveryTypeRow>("""{"Bytes":"no base64!"}"""));
    }

    [Fact]
    public void An_unknown_enum_name_gives_the_default_and_a_missing_property_keeps_its_initial_value()
    {
        var row = Read<EveryTypeRow>("""{"Shade":"Pink","PartitionKey":"q"}""");
        Assert.Equal((Shade.None, "q", "r"), (row.Shade, row.PartitionKey, row.RowKey));
    }

    [Fact]
    public void A_class_without_constructor_can_be_written_but_not_read()
    {
        Assert.NotEmpty(EntityJsonWriter.Serialize(new NoConstructor("r")).ToArray());
        Assert.Throws<MissingMethodException>(() => Read<NoConstructor>("{}"));
    }

    [Fact]
    public void A_dictionary_row_hands_out_values_by_type_and_refuses_others()
    {
        var date = new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));
        var row = new TableEntity("p", "r") { ["I"] = 1, ["D"] = date, ["B"] = new byte[] { 1 }, ["L"] = 1L, ["R"] = 1.5 };

        Assert.Equal((1, date, date.UtcDateTime, (byte)1), (row.GetInt32("I"), row.GetDateTimeOffset("D"), row.GetDateTime("D"), row.GetBinaryData("B")!.ToArray()[0]));
        Assert.Null(row.GetGuid("missing"));
        Assert.Null(row["missing"]);
        Assert.Throws<InvalidOperationException>(() => row.GetString("I"));
        row["L"] = 2;
        row["R"] = 3;
        Assert.Equal((2L, 3.0), (row.GetInt64("L"), row.GetDouble("R")));
    }

    private static T Read<T>(string json)
        where T : class, ITableEntity => new EntityJsonReader<T>().ReadOne(Encoding.UTF8.GetBytes(json));

    public sealed class Shaped : Row
    {
        [DataMember(Name = "name")]
        public string? Renamed { get; set; }

        [IgnoreDataMember]
        public string? Ignored { get; set; }

        public string Computed => Set + "!";

        public string? Set { get; init; }
    }

    public sealed class Unsupported : Row
    {
        public decimal Price { get; set; }
    }

    public sealed class NoConstructor : Row
    {
        public NoConstructor(string rowKey) => RowKey = rowKey;
    }

    public sealed class Explicit : ITableEntity
    {
        public string Id { get; set; } = "";

        string ITableEntity.PartitionKey { get; set; } = "p";

        string ITableEntity.RowKey
        {
            get => Id;
            set => Id = value;
        }

        DateTimeOffset? ITableEntity.Timestamp { get; set; }

        ETag ITableEntity.ETag { get; set; }
    }

    public abstract class Row : ITableEntity
    {
        public string PartitionKey { get; set; } = "p";

        public string RowKey { get; set; } = "r";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }
    }
}

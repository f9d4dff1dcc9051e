using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.UnitTests.Documents.Schema;

public sealed class GlobalSchemaRecordTests
{
    [Fact]
    public void Normalising_nothing_gives_every_key_with_null_or_an_empty_list()
    {
        var record = Normalised([]);

        Assert.Equal(GlobalSchema.Fields.Select(field => field.Key), record.Values.Select(entry => entry.Key));
        Assert.All(GlobalSchema.Fields, field => Assert.Equal(field.IsRepeatable, record[field.Key].IsList));
        Assert.Empty(record.PopulatedKeys);
    }

    [Fact]
    public void A_scalar_under_a_repeatable_key_becomes_a_list_of_one()
        => Assert.Equal(["otitis"], Normalised(new() { ["diagnosis"] = SchemaValue.Of(" otitis ") })["diagnosis"].Items!);

    [Fact]
    public void Lists_lose_blank_items()
        => Assert.Equal(
            ["a", "b"], Normalised(new() { ["symptoms"] = SchemaValue.Of(["a ", "  ", "b"]) })["symptoms"].Items!);

    [Fact]
    public void Blank_scalars_become_null()
        => Assert.Null(Normalised(new() { ["pet_name"] = SchemaValue.Of("  ") })["pet_name"].Text);

    [Fact]
    public void An_absent_document_date_is_the_visit_date()
        => Assert.Equal(
            "2024-06-05", Normalised(new() { ["visit_date"] = SchemaValue.Of("2024-06-05") })["document_date"].Text);

    [Fact]
    public void A_document_date_of_its_own_stays()
        => Assert.Equal(
            "2024-06-07",
            Normalised(new()
            {
                ["visit_date"] = SchemaValue.Of("2024-06-05"),
                ["document_date"] = SchemaValue.Of("2024-06-07"),
            })["document_date"].Text);

    [Fact]
    public void Keys_outside_the_contract_are_ignored()
        => Assert.DoesNotContain(
            "coat_color",
            Normalised(new() { ["coat_color"] = SchemaValue.Of("Gris") }).Values.Select(entry => entry.Key));

    [Theory]
    [InlineData("941 000-025.888 123", "941000025888123")]
    [InlineData("sin chip", null)]
    public void Of_a_microchip_only_the_digits_are_kept(string written, string? digits)
        => Assert.Equal(digits, Normalised(new() { ["microchip_id"] = SchemaValue.Of(written) })["microchip_id"].Text);

    private static GlobalSchemaRecord Normalised(Dictionary<string, SchemaValue> loose) => GlobalSchemaRecord.Normalise(loose);
}

using RunFunctions.Core.Documents.Domain.Editing;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.UnitTests.Documents.Editing;

/// <summary>Values of people are checked by the server (defect 24 of specs/documents.md §9.2: any value was accepted).</summary>
public sealed class ValueRulesTests
{
    [Theory]
    [InlineData("microchip_id", "941 000 025 888 123", "941000025888123")]
    [InlineData("microchip_id", "123456789", "123456789")]
    [InlineData("weight", "18,4 kg", "18.4 kg")]
    [InlineData("weight", "18.4", "18.4 kg")]
    [InlineData("weight", "900 g", "0.9 kg")]
    [InlineData("weight", "0.5 kg", "0.5 kg")]
    [InlineData("weight", "120 kg", "120 kg")]
    [InlineData("species", "Perro", "canino")]
    [InlineData("sex", "H", "hembra")]
    [InlineData("age", "6", "6")]
    [InlineData("age", "4  meses", "4 meses")]
    [InlineData("age", "2 años y 3 meses", "2 años y 3 meses")]
    [InlineData("age", "1 year 2 months", "1 year 2 months")]
    [InlineData("language", "es", "es")]
    [InlineData("pet_name", " Toby  II ", "Toby II")]
    [InlineData("notes", "one\ntwo", "one\ntwo")]
    [InlineData("notes", "  ", null)]
    public void A_good_value_is_stored_in_its_form(string key, string given, string? stored)
    {
        Assert.True(ValueRules.Read(key, SchemaValueType.Text, FieldValue.Of(given), "value").TryGet(out var value, out _));
        Assert.Equal(stored, value.Text);
    }

    [Theory]
    [InlineData("microchip_id", "12345678", "microchip")]
    [InlineData("microchip_id", "1234567890123456", "microchip")]
    [InlineData("microchip_id", "chip 941000025888123", "microchip")]
    [InlineData("weight", "0", "weight")]
    [InlineData("weight", "0.4 kg", "weight")]
    [InlineData("weight", "121 kg", "weight")]
    [InlineData("weight", "12 mg/kg", "weight")]
    [InlineData("weight", "heavy", "weight")]
    [InlineData("species", "dragón", "vocabulary")]
    [InlineData("sex", "x", "vocabulary")]
    [InlineData("age", "otitis cronica", "age")]
    [InlineData("age", "123", "age")]
    [InlineData("language", "español", "language")]
    [InlineData("notes", "a\u0001b", "characters")]
    public void A_wrong_value_is_refused_with_its_rule(string key, string given, string rule) =>
        Assert.Equal(rule, Assert.Single(ValueRules.Read(key, SchemaValueType.Text, FieldValue.Of(given), "value").Refusal!.Errors!).Rule);

    [Theory]
    [InlineData("2025-02-28", true)]
    [InlineData("2025-02-30", false)]
    [InlineData("28/02/2025", false)]
    [InlineData("2025-2-8", false)]
    [InlineData("1899-12-31", false)]
    [InlineData("2101-01-01", false)]
    public void Dates_are_days_in_iso_form(string given, bool isGood) =>
        Assert.Equal(isGood, ValueRules.Read("dob", SchemaValueType.Date, FieldValue.Of(given), "value").TryGet(out _, out _));

    [Fact]
    public void Texts_and_names_have_their_greatest_length()
    {
        Assert.True(ValueRules.Read("notes", SchemaValueType.Text, FieldValue.Of(new string('x', ValueRules.MaxLength)), "value").TryGet(out _, out _));
        Assert.Equal("length", RuleOf("notes", new string('x', ValueRules.MaxLength + 1)));
        Assert.Equal("length", RuleOf("owner_name", new string('x', ValueRules.MaxNameLength + 1)));
    }

    [Fact]
    public void A_value_is_of_its_type()
    {
        Assert.Equal("type", Assert.Single(ValueRules.Read("x", SchemaValueType.Number, FieldValue.Of("1"), "value").Refusal!.Errors!).Rule);
        Assert.Equal("type", Assert.Single(ValueRules.Read("x", SchemaValueType.Text, FieldValue.Of(1m), "value").Refusal!.Errors!).Rule);
        Assert.Equal("type", Assert.Single(ValueRules.Read("x", SchemaValueType.Boolean, FieldValue.Of(1m), "value").Refusal!.Errors!).Rule);
        Assert.Equal(FieldValue.Of(1.5m), ValueRules.Read("x", SchemaValueType.Number, FieldValue.Of(1.5m), "value").Value);
        Assert.Equal(FieldValue.Of(true), ValueRules.Read("x", SchemaValueType.Unknown, FieldValue.Of(true), "value").Value);
    }

    private static string RuleOf(string key, string given) =>
        Assert.Single(ValueRules.Read(key, SchemaValueType.Text, FieldValue.Of(given), "value").Refusal!.Errors!).Rule;
}

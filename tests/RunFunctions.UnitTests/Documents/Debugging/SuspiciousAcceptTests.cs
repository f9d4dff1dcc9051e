using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.TestSupport;
using RunFunctions.UnitTests.Architecture;

namespace RunFunctions.UnitTests.Documents.Debugging;

/// <summary>The signs that an accepted value is wrong (specs/documents.md §3.4).</summary>
public sealed class SuspiciousAcceptTests
{
    private const string Long = "Calle Olmo 12, segundo derecha, edificio de las afueras junto al parque municipal antiguo, 46001 Valencia, provincia de Valencia";

    public static TheoryData<string, string, string?, string> Suspicious => new()
    {
        { "notes", new string('x', 81), null, "value_too_long" },
        { "microchip_id", "94100002588812A", null, "microchip_contains_letters" },
        { "microchip_id", "941000 25888123", null, "microchip_multiple_words" },
        { "microchip_id", "12345678", null, "microchip_length_out_of_range" },
        { "microchip_id", "1234567890123456", null, "microchip_length_out_of_range" },
        { "microchip_id", "941000-025888", null, "microchip_non_digit_characters" },
        { "microchip_id", "941000025888123", "Teléfono: 941000025888123", "microchip_phone_context" },
        { "microchip_id", "941000025888123", "DNI 941000025888123", "microchip_document_id_context" },
        { "microchip_id", "612345678", null, "microchip_phone_like_digits" },
        { "weight", "12 lb", null, "weight_contains_non_kg_letters" },
        { "weight", "kg", null, "weight_missing_numeric_value" },
        { "weight", "0.4 kg", null, "weight_out_of_range" },
        { "weight", "120.1 kg", null, "weight_out_of_range" },
        { "species", "dragon", null, "species_outside_allowed_set" },
        { "sex", "f", null, "sex_outside_allowed_set" },
        { "pet_name", "4411", null, "pet_name_numeric_only" },
        { "pet_name", "T", null, "pet_name_too_short" },
        { "pet_name", "Toby Raza", null, "pet_name_contains_field_label" },
        { "pet_name", "Toby 03/02/2025", null, "pet_name_contains_embedded_date" },
        { "pet_name", "Unknown", null, "pet_name_is_stopword" },
        { "clinic_name", "12345", null, "clinic_name_numeric_only clinic_name_missing_institution_token" },
        { "clinic_name", "HV", null, "clinic_name_too_short" },
        { "clinic_name", "Calle Hospital 12", null, "clinic_name_address_like" },
        { "clinic_name", "Rioverde", null, "clinic_name_missing_institution_token" },
        { "clinic_address", "46001, 12 3", null, "clinic_address_numeric_only" },
        { "clinic_address", "Olmo 12", null, "clinic_address_too_short" },
        { "clinic_address", "Calle Olmo 12 x@example.org", null, "clinic_address_contains_email" },
        { "clinic_address", "Calle Olmo 12, tel. 12", null, "clinic_address_contains_phone_token" },
        { "clinic_address", "Calle Olmo 12, 961 23 45 67", null, "clinic_address_contains_phone_number" },
        { "clinic_address", "Apartado 1234, Valencia", null, "clinic_address_po_box_without_street" },
        { "owner_address", "C/ Olmo 1", null, "owner_address_too_short" },
        { "owner_address", Long, null, "value_too_long owner_address_too_long" },
        { "owner_address", "vive cerca del mercado", null, "owner_address_no_address_tokens" },
        { "dob", "2026-03-13", null, "dob_future_date" },
        { "dob", "1986-03-01", null, "dob_implausibly_old" },
    };

    [Theory]
    [MemberData(nameof(Suspicious))]
    public void A_suspicious_value_is_flagged(string key, string value, string? passage, string flags) =>
        Assert.Equal(flags, string.Join(' ', SuspiciousAccept.FlagsOf(key, Snapshots.Of((key, Snapshots.Accepted(value, passage))))));

    [Theory]
    [InlineData("microchip_id", "941000025888123")]
    [InlineData("weight", "18.4 kg")]
    [InlineData("species", "canino")]
    [InlineData("sex", "hembra")]
    [InlineData("pet_name", "Bruma")]
    [InlineData("clinic_name", "Clínica Veterinaria Rioverde")]
    [InlineData("clinic_address", "Calle Olmo 12, 46001 Valencia")]
    [InlineData("owner_address", "Calle Sauce 3, 46002 Valencia")]
    [InlineData("dob", "2019-08-14")]
    [InlineData("unknown_key", "anything")]
    public void A_value_as_it_should_be_is_not(string key, string value) => Assert.Empty(SuspiciousAccept.FlagsOf(key, Snapshots.Of((key, Snapshots.Accepted(value)))));

    [Fact]
    public void Keys_are_compared_with_each_other()
    {
        var snapshot = Snapshots.Of(
            ("clinic_address", Snapshots.Accepted("Calle Olmo 12, 46001 Valencia")),
            ("owner_address", Snapshots.Accepted("CALLE OLMO 12, 46001 VALENCIA")),
            ("dob", Snapshots.Accepted("2024-01-10")),
            ("visit_date", Snapshots.Accepted("2024-01-10")));
        Assert.Equal(["owner_address_matches_clinic_address"], SuspiciousAccept.FlagsOf("owner_address", snapshot));
        Assert.Equal(["dob_matches_visit_date"], SuspiciousAccept.FlagsOf("dob", snapshot));
    }

    [Fact]
    public void What_was_not_accepted_has_no_flags() =>
        Assert.All(
            (SnapshotField[])[Snapshots.Missing(new SnapshotCandidate("4411")), Snapshots.Rejected("no name"), Snapshots.Accepted("4411") with { Status = SnapshotStatus.Rejected }],
            field => Assert.Empty(SuspiciousAccept.FlagsOf("pet_name", Snapshots.Of(("pet_name", field)))));

    [Fact]
    public void The_documented_flags_are_those_that_the_rules_give()
    {
        var given = Suspicious.SelectMany(row => ((string)row[3]!).Split(' ')).Concat(["owner_address_matches_clinic_address", "dob_matches_visit_date"]);
        var documented = MarkdownTable.In(Repository.Read("docs/debugging.md").Text).Single(table => table.Columns.Contains("Flag")).Column("Flag");
        Assert.Equal(given.Distinct().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }
}

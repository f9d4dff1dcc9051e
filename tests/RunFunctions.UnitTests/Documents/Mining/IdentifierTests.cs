using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.UnitTests.Documents.Mining;

/// <summary>Transponders, record numbers, claims and identity documents (specs/documents.md §6.4 P6).</summary>
public sealed class IdentifierTests
{
    [Theory]
    [InlineData("Chip: 941 000 025 888 123")]
    [InlineData("Chip: 941-000-025-888-123")]
    [InlineData("Chip: 941.000.025.888.123")]
    [InlineData("Lleva microchip número 941000025888123 desde cachorro")]
    [InlineData("Microchip implantado el 03/05/2019: 941000025888123")]
    [InlineData("Microchipped with 941 000 025 888 123 at ten weeks")]
    [InlineData("Microchip\n941000025888123")]
    [InlineData("Microchip  941000025888123")]
    [InlineData("941000025888123\nRex\nPerro\nNº de chip")]
    [InlineData("Nº de chip\nRex\nPerro\n941000025888123")]
    [InlineData("Rex, 941000025888123")]
    public void A_chip_is_found_after_near_or_without_its_label(string text)
        => Assert.Equal("941000025888123", Mined.Of(text)["microchip_id"]);

    [Theory]
    [InlineData("Microchip: no. Tel: 941000025")]
    [InlineData("Chip pendiente, teléfono 941000025")]
    [InlineData("Chip\nRex\n600123456")]
    [InlineData("Tel: 941 000 025 888 123")]
    [InlineData("IBAN 941000025888123")]
    [InlineData("Factura 941000025888123")]
    [InlineData("Chip: 12345678")]
    [InlineData("Chip: 1234567890123456")]
    [InlineData("Chip 12/03/2020 16:30")]
    public void Phones_invoices_and_numbers_of_another_length_are_no_chip(string text)
        => Assert.Null(Mined.Of(text)["microchip_id"]);

    [Theory]
    [InlineData("Chip: 941000025888123", false)]
    [InlineData("Chip: 724000025888123", false)]
    [InlineData("Chip: 025888123", true)]
    [InlineData("Chip: 999000025888123", true)]
    [InlineData("Chip: 000000025888123", true)]
    public void A_number_outside_ISO_11784_is_kept_and_said_to_be_one(string text, bool isOld)
    {
        var mined = Mined.Of(text);

        Assert.Equal(isOld ? Candidate.Labelled : Candidate.Verified, mined.Winner("microchip_id").Confidence);
        Assert.Equal(isOld, mined.Result.HasOldMicrochip);
    }

    [Theory]
    [InlineData("Nº de siniestro: 2024-00123", "claim_id", "2024-00123")]
    [InlineData("Claim number: CL-778", "claim_id", "CL-778")]
    [InlineData("DNI: 00000000-T", "owner_id", "00000000T")]
    [InlineData("Propietario: Ana Ruiz Gil\nNIF: 00000000T", "owner_id", "00000000T")]
    [InlineData("Clínica: Vet Sur\nNIF: B00000000", "owner_id", null)]
    [InlineData("Total: 45,50 €", "invoice_total", "45,50 €")]
    [InlineData("Total amount due: £145.50", "invoice_total", "£145.50")]
    [InlineData("Total 5 comprimidos", "invoice_total", null)]
    [InlineData("Importe cubierto: 30,00 €", "covered_amount", "30,00 €")]
    [InlineData("Importe no cubierto: 15,50 €", "non_covered_amount", "15,50 €")]
    [InlineData("Amount not covered: $15.50", "non_covered_amount", "$15.50")]
    [InlineData("Alergias: pollo", "allergies", "pollo")]
    [InlineData("Known allergies: chicken", "allergies", "chicken")]
    [InlineData("Notas: llamar por la tarde", "notes", "llamar por la tarde")]
    [InlineData("Plan: dieta blanda", "treatment_plan", "dieta blanda")]
    public void Labelled_identifiers_costs_and_remarks_fill_their_fields(string text, string key, string? value)
        => Assert.Equal(value, Mined.Of(text)[key]);

    [Fact]
    public void A_plan_is_no_medication()
        => Assert.Null(Mined.Of("Plan: dieta blanda")["medication"]);
}

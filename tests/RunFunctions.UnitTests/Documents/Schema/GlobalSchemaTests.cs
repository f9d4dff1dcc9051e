using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.UnitTests.Documents.Schema;

public sealed class GlobalSchemaTests
{
    [Fact]
    public void The_contract_is_37_keys_in_a_fixed_order()
        => Assert.Equal(
            [
                "claim_id", "clinic_name", "clinic_address", "vet_name", "document_date", "pet_name", "species", "breed",
                "sex", "age", "dob", "microchip_id", "weight", "owner_name", "owner_id", "owner_address", "visit_date",
                "admission_date", "discharge_date", "reason_for_visit", "observations", "actions", "diagnosis",
                "symptoms", "procedure", "medication", "treatment_plan", "allergies", "vaccinations", "lab_result",
                "imaging", "invoice_total", "covered_amount", "non_covered_amount", "line_item", "notes", "language",
            ],
            GlobalSchema.Fields.Select(field => field.Key));

    [Fact]
    public void The_contract_names_itself()
        => Assert.Equal(
            ("global-schema-flat", "2026-02-canonical"), (GlobalSchema.ContractName, GlobalSchema.ContractRevision));

    [Fact]
    public void Ten_keys_are_critical()
        => Assert.Equal(
            [
                "pet_name", "species", "breed", "sex", "age", "weight", "visit_date", "diagnosis", "procedure",
                "medication",
            ],
            GlobalSchema.CriticalKeys);

    [Theory]
    [InlineData("microchip_id", false)]
    [InlineData("weight", true)]
    [InlineData("a_key_of_my_own", false)]
    public void Criticality_follows_the_contract_only(string key, bool critical)
        => Assert.Equal(critical, GlobalSchema.IsCritical(key));

    [Fact]
    public void Eight_keys_are_repeatable()
        => Assert.Equal(
            ["diagnosis", "symptoms", "procedure", "medication", "vaccinations", "lab_result", "imaging", "line_item"],
            GlobalSchema.Fields.Where(field => field.IsRepeatable).Select(field => field.Key));

    [Fact]
    public void Optional_keys_and_dates_are_marked()
    {
        Assert.Equal(
            [
                "dob", "microchip_id", "owner_id", "owner_address", "admission_date", "discharge_date", "covered_amount",
                "non_covered_amount", "language",
            ],
            GlobalSchema.Fields.Where(field => field.IsOptional).Select(field => field.Key));
        Assert.Equal(
            ["document_date", "dob", "visit_date", "admission_date", "discharge_date"],
            GlobalSchema.Fields.Where(field => field.ValueType == SchemaValueType.Date).Select(field => field.Key));
    }

    [Fact]
    public void Clinical_and_visit_keys_belong_to_a_visit()
        => Assert.Equal(
            GlobalSchema.Fields.Skip(16).Take(15).Select(field => field.Key),
            GlobalSchema.Fields.Where(field => field.Scope == FieldScope.Visit).Select(field => field.Key));

    [Fact]
    public void Labels_and_sections_are_Spanish()
    {
        var field = GlobalSchema.Find("lab_result")!;

        Assert.Equal(("Resultado de laboratorio", "Clinico"), (field.Label, field.ProductSection));
    }

    [Fact]
    public void Every_slot_of_the_record_view_is_a_known_key_in_a_known_section()
    {
        var view = MedicalRecordView.Current;

        Assert.Equal(["clinic", "patient", "owner", "visits", "notes", "other", "report_info"], view.Sections);
        Assert.Equal(17, view.FieldSlots.Count);
        Assert.All(view.FieldSlots, slot =>
        {
            Assert.Contains(slot.Section, view.Sections);
            Assert.Equal(GlobalSchema.FindInRecord(slot.CanonicalKey)!.PanelSection, slot.Section);
        });
    }
}

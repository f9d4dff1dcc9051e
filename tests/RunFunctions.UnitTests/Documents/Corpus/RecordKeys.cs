namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>The keys that the corpus judges.</summary>
internal static class RecordKeys
{
    public static readonly string[] Critical =
        ["pet_name", "species", "breed", "sex", "age", "weight", "visit_date", "diagnosis", "medication", "procedure"];

    /// <summary>Of the whole document.</summary>
    public static readonly string[] Document =
    [
        "dob", "microchip_id", "reproductive_status", "nhc", "clinic_name", "clinic_address", "vet_name", "owner_name", "owner_address", "document_date",
        "line_item", "language",
    ];

    /// <summary>Of one visit; a weight may be both.</summary>
    public static readonly string[] Visit =
    [
        "reason_for_visit", "diagnosis", "symptoms", "procedure", "medication", "treatment_plan", "vaccinations", "lab_result", "imaging", "admission_date",
        "discharge_date",
    ];

    public static readonly string[] All = [.. Critical.Concat(Document).Concat(Visit).Distinct()];
}

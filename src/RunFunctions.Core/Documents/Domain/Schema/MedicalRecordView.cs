using static RunFunctions.Core.Documents.Domain.Schema.PanelSections;

namespace RunFunctions.Core.Documents.Domain.Schema;

/// <summary>How the panel lays a record out (specs/documents.md §4.2); the same for every document.</summary>
public sealed record MedicalRecordView(string Version, IReadOnlyList<string> Sections, IReadOnlyList<FieldSlot> FieldSlots)
{
    public static MedicalRecordView Current { get; } = new(
        "mvp-1",
        InOrder,
        [
            Slot("clinic.name", Clinic, FieldKeys.ClinicName),
            Slot("clinic.address", Clinic, FieldKeys.ClinicAddress),
            Slot("clinic.vet_name", Clinic, FieldKeys.VetName),
            Slot("clinic.nhc", Clinic, FieldKeys.ClinicalRecordNumber, "medical_record_number"),
            Slot("patient.pet_name", Patient, FieldKeys.PetName),
            Slot("patient.species", Patient, FieldKeys.Species),
            Slot("patient.breed", Patient, FieldKeys.Breed),
            Slot("patient.sex", Patient, FieldKeys.Sex),
            Slot("patient.age", Patient, FieldKeys.Age),
            Slot("patient.dob", Patient, FieldKeys.Dob),
            Slot("patient.microchip_id", Patient, FieldKeys.MicrochipId),
            Slot("patient.weight", Patient, FieldKeys.Weight),
            Slot("patient.reproductive_status", Patient, FieldKeys.ReproductiveStatus, "repro_status"),
            Slot("owner.name", PanelSections.Owner, FieldKeys.OwnerName),
            Slot("owner.address", PanelSections.Owner, FieldKeys.OwnerAddress),
            Slot("notes.main", PanelSections.Notes, "notes"),
            Slot("report.language", ReportInfo, FieldKeys.Language),
        ]);

    private static FieldSlot Slot(string conceptId, string section, string key, params IReadOnlyList<string> aliases)
        => new(conceptId, section, FieldScope.Document, key, aliases.Count == 0 ? null : aliases, $"field.{key}");
}

/// <summary>A place in the panel for one value.</summary>
/// <param name="ConceptId">Stable id of the place, <c>section.name</c>.</param>
/// <param name="Section">One of <see cref="PanelSections"/>.</param>
/// <param name="Scope">Whole document or one visit.</param>
/// <param name="CanonicalKey">Field key shown here.</param>
/// <param name="Aliases">Other field keys shown here when the canonical one is absent; null when there are none.</param>
/// <param name="LabelKey">Translation key of the label.</param>
public sealed record FieldSlot(
    string ConceptId,
    string Section,
    FieldScope Scope,
    string CanonicalKey,
    IReadOnlyList<string>? Aliases,
    string LabelKey);

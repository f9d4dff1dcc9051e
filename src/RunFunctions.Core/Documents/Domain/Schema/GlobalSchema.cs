using System.Collections.Frozen;
using static RunFunctions.Core.Documents.Domain.Schema.SchemaTraits;
using static RunFunctions.Core.Documents.Domain.Schema.SchemaValueType;

namespace RunFunctions.Core.Documents.Domain.Schema;

/// <summary>The contract of 37 keys that every interpretation fills (specs/documents.md §4.1). The order is part of it.</summary>
public static class GlobalSchema
{
    public const string ContractName = "global-schema-flat";
    public const string ContractRevision = "2026-02-canonical";

    private const string Case = "Identificacion del caso";
    private const string Patient = "Paciente";
    private const string Owner = "Propietario";
    private const string Visit = "Visita / episodio";
    private const string Clinical = "Clinico";
    private const string Costs = "Costes / facturacion";
    private const string Metadata = "Metadatos / revision";

    /// <summary>All keys in contract order.</summary>
    public static IReadOnlyList<SchemaField> Fields { get; } =
    [
        Field("claim_id", Text, None, "ID de reclamacion", Case, PanelSections.Other),
        Field("clinic_name", Text, None, "Clinica", Case, PanelSections.Clinic),
        Field("clinic_address", Text, None, "Direccion de la clinica", Case, PanelSections.Clinic),
        Field("vet_name", Text, None, "Veterinario", Case, PanelSections.Clinic),
        Field("document_date", Date, None, "Fecha del documento", Case, PanelSections.Other),
        Field("pet_name", Text, Critical, "Nombre del paciente", Patient, PanelSections.Patient),
        Field("species", Text, Critical, "Especie", Patient, PanelSections.Patient),
        Field("breed", Text, Critical, "Raza", Patient, PanelSections.Patient),
        Field("sex", Text, Critical, "Sexo", Patient, PanelSections.Patient),
        Field("age", Text, Critical, "Edad", Patient, PanelSections.Patient),
        Field("dob", Date, Optional, "Fecha de nacimiento", Patient, PanelSections.Patient),
        Field("microchip_id", Text, Optional, "Microchip", Patient, PanelSections.Patient),
        Field("weight", Text, Critical, "Peso", Patient, PanelSections.Patient),
        Field("owner_name", Text, None, "Nombre del propietario", Owner, PanelSections.Owner),
        Field("owner_id", Text, Optional, "ID del propietario", Owner, PanelSections.Other),
        Field("owner_address", Text, Optional, "Direccion del propietario", Owner, PanelSections.Owner),
        Field("visit_date", Date, Critical, "Fecha de visita", Visit, PanelSections.Visits),
        Field("admission_date", Date, Optional, "Fecha de admisión", Visit, PanelSections.Visits),
        Field("discharge_date", Date, Optional, "Fecha de alta", Visit, PanelSections.Visits),
        Field("reason_for_visit", Text, None, "Motivo de visita", Visit, PanelSections.Visits),
        Field("observations", Text, None, "Observaciones", Visit, PanelSections.Visits),
        Field("actions", Text, None, "Acciones", Visit, PanelSections.Visits),
        Field("diagnosis", Text, Repeatable | Critical, "Diagnostico", Clinical, PanelSections.Visits),
        Field("symptoms", Text, Repeatable, "Sintomas", Clinical, PanelSections.Visits),
        Field("procedure", Text, Repeatable | Critical, "Procedimiento", Clinical, PanelSections.Visits),
        Field("medication", Text, Repeatable | Critical, "Medicacion", Clinical, PanelSections.Visits),
        Field("treatment_plan", Text, None, "Plan de tratamiento", Clinical, PanelSections.Visits),
        Field("allergies", Text, None, "Alergias", Clinical, PanelSections.Visits),
        Field("vaccinations", Text, Repeatable, "Vacunaciones", Clinical, PanelSections.Visits),
        Field("lab_result", Text, Repeatable, "Resultado de laboratorio", Clinical, PanelSections.Visits),
        Field("imaging", Text, Repeatable, "Imagen", Clinical, PanelSections.Visits),
        Field("invoice_total", Text, None, "Importe total", Costs, PanelSections.Other),
        Field("covered_amount", Text, Optional, "Importe cubierto", Costs, PanelSections.Other),
        Field("non_covered_amount", Text, Optional, "Importe no cubierto", Costs, PanelSections.Other),
        Field("line_item", Text, Repeatable, "Linea de factura", Costs, PanelSections.Other),
        Field("notes", Text, None, "Notas", Metadata, PanelSections.Notes),
        Field("language", Text, Optional, "Idioma", Metadata, PanelSections.ReportInfo),
    ];

    private static readonly FrozenDictionary<string, SchemaField> ByKey = Fields.ToFrozenDictionary(field => field.Key);

    /// <summary>
    /// Keys that have a slot in the medical-record panel without being part of the contract: their values are fields of
    /// the document, but not of the contract's <c>global_schema</c> object.
    /// </summary>
    public static IReadOnlyList<SchemaField> PanelOnlyFields { get; } =
    [
        Field(FieldKeys.ClinicalRecordNumber, Text, Optional, "Numero de historia clinica", Case, PanelSections.Clinic),
        Field(FieldKeys.ReproductiveStatus, Text, Optional, "Estado reproductivo", Patient, PanelSections.Patient),
    ];

    /// <summary>CRITICAL_KEYS: closed, decided by the contract and never by an interpreter.</summary>
    public static IReadOnlyList<string> CriticalKeys { get; } =
        [.. Fields.Where(field => field.IsCritical).Select(field => field.Key)];

    public static SchemaField? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>A contract or panel field; null for keys that belong to neither.</summary>
    public static SchemaField? FindInRecord(string key)
        => Find(key) ?? PanelOnlyFields.FirstOrDefault(field => field.Key == key);

    public static bool IsCritical(string key) => Find(key)?.IsCritical ?? false;

    private static SchemaField Field(
        string key, SchemaValueType type, SchemaTraits traits, string label, string productSection, string panelSection)
        => new(
            key,
            type,
            label,
            productSection,
            panelSection,
            panelSection == PanelSections.Visits ? FieldScope.Visit : FieldScope.Document,
            DomainOf(productSection),
            traits);

    private static FieldDomain DomainOf(string productSection) => productSection switch
    {
        Patient or Visit or Clinical => FieldDomain.Clinical,
        Metadata => FieldDomain.Meta,
        _ => FieldDomain.Administrative,
    };
}

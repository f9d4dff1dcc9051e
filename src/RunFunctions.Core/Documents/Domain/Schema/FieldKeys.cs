using System.Text.RegularExpressions;

namespace RunFunctions.Core.Documents.Domain.Schema;

/// <summary>Keys that rules name; the whole list, in order, is <see cref="GlobalSchema.Fields"/>.</summary>
public static class FieldKeys
{
    public const string ClaimId = "claim_id";
    public const string ClinicName = "clinic_name";
    public const string ClinicAddress = "clinic_address";
    public const string VetName = "vet_name";
    public const string DocumentDate = "document_date";
    public const string PetName = "pet_name";
    public const string Species = "species";
    public const string Breed = "breed";
    public const string Sex = "sex";
    public const string Age = "age";
    public const string Dob = "dob";
    public const string MicrochipId = "microchip_id";
    public const string Weight = "weight";
    public const string OwnerName = "owner_name";
    public const string OwnerId = "owner_id";
    public const string OwnerAddress = "owner_address";
    public const string VisitDate = "visit_date";
    public const string AdmissionDate = "admission_date";
    public const string DischargeDate = "discharge_date";
    public const string ReasonForVisit = "reason_for_visit";
    public const string Observations = "observations";
    public const string Actions = "actions";
    public const string Diagnosis = "diagnosis";
    public const string Symptoms = "symptoms";
    public const string Procedure = "procedure";
    public const string Medication = "medication";
    public const string TreatmentPlan = "treatment_plan";
    public const string Allergies = "allergies";
    public const string Vaccinations = "vaccinations";
    public const string LabResult = "lab_result";
    public const string Imaging = "imaging";
    public const string InvoiceTotal = "invoice_total";
    public const string CoveredAmount = "covered_amount";
    public const string NonCoveredAmount = "non_covered_amount";
    public const string LineItem = "line_item";
    public const string Notes = "notes";
    public const string Language = "language";

    /// <summary>Clinical record number: in the panel, not in the contract.</summary>
    public const string ClinicalRecordNumber = "nhc";

    /// <summary>In the panel, not in the contract.</summary>
    public const string ReproductiveStatus = "reproductive_status";

    /// <summary>Neither in the panel nor in the contract.</summary>
    public const string CoatColor = "coat_color";

    /// <summary>Neither in the panel nor in the contract.</summary>
    public const string HairLength = "hair_length";

    private static readonly Regex Form = TextPattern.Of("^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$");

    /// <summary>Whether a text has the form of a key: lowercase letters and digits, words joined by '_', first a letter.</summary>
    public static bool IsKey(string text) => Form.IsMatch(text);
}

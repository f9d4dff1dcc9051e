using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>What a label promises about the value after it.</summary>
/// <param name="Keys">Fields that the value fills; empty when the field depends on the place of the label, or there is none.</param>
internal sealed record LabelMeaning(params IReadOnlyList<string> Keys)
{
    public ValueShape Shape { get; init; } = ValueShape.Text;

    /// <summary>Whose data the label speaks of.</summary>
    public Party Party { get; init; }

    /// <summary>Longest value in UTF-16 code units; the rest is cut off.</summary>
    public int MaxLength { get; init; } = 500;

    /// <summary>Separators after which a value is read, <see cref="LabelSeparator.None"/> meaning a value of the right shape at once.</summary>
    public LabelSeparator Separators { get; init; } = LabelSeparator.Colon | LabelSeparator.Dash;

    /// <summary>Accepted only where a line or a part of it begins.</summary>
    public bool StartsSegment { get; init; }

    /// <summary>Without a separator accepted only where a line or a part of it begins.</summary>
    public bool StartsSegmentWithoutSeparator { get; init; }

    /// <summary>A semicolon does not end the value.</summary>
    public bool KeepsSemicolon { get; init; }

    /// <summary>Up to three more words may stand between the label and its colon.</summary>
    public bool AllowsTrailingWords { get; init; }

    /// <summary>The value may be a list below the label, or go on in lines that begin with a small letter.</summary>
    public bool IsProse { get; init; }

    /// <summary>The field depends on whose data block the label stands in.</summary>
    public GenericLabel Generic { get; init; }

    /// <summary>The field is likely, not certain.</summary>
    public bool IsGuess { get; init; }

    /// <summary>Opens a block of data of <see cref="Party"/>.</summary>
    public bool IsHeading { get; init; }

    public static LabelMeaning PetName { get; } = new(FieldKeys.PetName)
    {
        Party = Party.Patient,
        MaxLength = 100,
        Separators = LabelSeparator.Colon | LabelSeparator.Dash | LabelSeparator.Pipe,
    };

    public static LabelMeaning AnyName { get; } = PetName with { Keys = [], Generic = GenericLabel.Name, Party = Party.Nobody };

    public static LabelMeaning SpeciesAndBreed { get; } =
        new(FieldKeys.Species, FieldKeys.Breed) { Party = Party.Patient, MaxLength = 120 };

    public static LabelMeaning Species { get; } = new(FieldKeys.Species) { Party = Party.Patient, MaxLength = 80 };

    public static LabelMeaning Breed { get; } = new(FieldKeys.Breed) { Party = Party.Patient, MaxLength = 80 };

    public static LabelMeaning Sex { get; } = new(FieldKeys.Sex) { Party = Party.Patient, MaxLength = 40 };

    public static LabelMeaning Age { get; } = new(FieldKeys.Age) { Party = Party.Patient, MaxLength = 60 };

    public static LabelMeaning Dob { get; } = Unseparated(FieldKeys.Dob, ValueShape.Date) with { Party = Party.Patient };

    public static LabelMeaning Weight { get; } = Unseparated(FieldKeys.Weight, ValueShape.Weight);

    public static LabelMeaning Microchip { get; } = Unseparated(FieldKeys.MicrochipId, ValueShape.Digits);

    public static LabelMeaning RecordNumber { get; } = Unseparated(FieldKeys.ClinicalRecordNumber, ValueShape.RecordNumber);

    public static LabelMeaning VisitDate { get; } = DatedHeading(FieldKeys.VisitDate);

    /// <summary>Opens the notes of a visit when a date follows at once; with a colon it rather announces a later one.</summary>
    public static LabelMeaning VisitHeading { get; } = VisitDate with { Separators = LabelSeparator.None };

    public static LabelMeaning DocumentDate { get; } = new(FieldKeys.DocumentDate) { Shape = ValueShape.Date };

    /// <summary>The document's date if the document is an invoice.</summary>
    public static LabelMeaning InvoiceDate { get; } = DocumentDate with { IsGuess = true };

    public static LabelMeaning AdmissionDate { get; } = DatedHeading(FieldKeys.AdmissionDate);

    public static LabelMeaning DischargeDate { get; } = DatedHeading(FieldKeys.DischargeDate);

    public static LabelMeaning ClinicName { get; } = new(FieldKeys.ClinicName)
    {
        Party = Party.Clinic,
        MaxLength = 120,
        StartsSegment = true,
        Separators = LabelSeparator.Colon | LabelSeparator.Dash | LabelSeparator.Pipe,
    };

    public static LabelMeaning ClinicAddress { get; } = new(FieldKeys.ClinicAddress) { Party = Party.Clinic, MaxLength = 160 };

    public static LabelMeaning VetName { get; } = new(FieldKeys.VetName) { Party = Party.Clinic, MaxLength = 120 };

    public static LabelMeaning OwnerName { get; } = new(FieldKeys.OwnerName) { Party = Party.Owner, MaxLength = 120 };

    public static LabelMeaning OwnerAddress { get; } = new(FieldKeys.OwnerAddress) { Party = Party.Owner, MaxLength = 160 };

    public static LabelMeaning AnyAddress { get; } = new() { Generic = GenericLabel.Address, MaxLength = 160 };

    /// <summary>A tax or identity number: the owner's, unless the clinic prints its own.</summary>
    public static LabelMeaning AnyIdentity { get; } = new() { Generic = GenericLabel.Identity, MaxLength = 40 };

    public static LabelMeaning CoatColor { get; } = new(FieldKeys.CoatColor) { MaxLength = 100 };

    public static LabelMeaning HairLength { get; } = new(FieldKeys.HairLength) { MaxLength = 100 };

    public static LabelMeaning ReproductiveStatus { get; } = new(FieldKeys.ReproductiveStatus) { MaxLength = 80 };

    public static LabelMeaning Reason { get; } = new(FieldKeys.ReasonForVisit) { MaxLength = 200, KeepsSemicolon = true, IsProse = true };

    public static LabelMeaning Diagnosis { get; } = Clinical(FieldKeys.Diagnosis);

    public static LabelMeaning Treatment { get; } = Clinical(FieldKeys.Medication, FieldKeys.TreatmentPlan);

    public static LabelMeaning Medication { get; } = Clinical(FieldKeys.Medication);

    public static LabelMeaning Procedure { get; } = Clinical(FieldKeys.Procedure);

    public static LabelMeaning Symptoms { get; } = Clinical(FieldKeys.Symptoms);

    public static LabelMeaning Vaccinations { get; } = Clinical(FieldKeys.Vaccinations);

    public static LabelMeaning LabResult { get; } = Clinical(FieldKeys.LabResult);

    public static LabelMeaning Imaging { get; } = Clinical(FieldKeys.Imaging);

    public static LabelMeaning TreatmentPlan { get; } = Clinical(FieldKeys.TreatmentPlan);

    public static LabelMeaning Allergies { get; } = Clinical(FieldKeys.Allergies);

    public static LabelMeaning Notes { get; } = new(FieldKeys.Notes) { IsProse = true };

    public static LabelMeaning ClaimId { get; } = new(FieldKeys.ClaimId) { MaxLength = 40 };

    public static LabelMeaning InvoiceTotal { get; } = Amount(FieldKeys.InvoiceTotal);

    public static LabelMeaning CoveredAmount { get; } = Amount(FieldKeys.CoveredAmount);

    public static LabelMeaning NonCoveredAmount { get; } = Amount(FieldKeys.NonCoveredAmount);

    public static LabelMeaning LineItem { get; } = Clinical(FieldKeys.LineItem);

    /// <summary>Known, but of no field: it ends the value before it and hides the shorter label inside it.</summary>
    public static LabelMeaning NoField { get; } = new();

    public static LabelMeaning Heading(Party party) => new() { Party = party, IsHeading = true };

    private static LabelMeaning Clinical(params IReadOnlyList<string> keys) => new(keys) { AllowsTrailingWords = true, IsProse = true };

    private static LabelMeaning Amount(string key) => Unseparated(key, ValueShape.Money) with { StartsSegmentWithoutSeparator = true };

    private static LabelMeaning Unseparated(string key, ValueShape shape) => new(key)
    {
        Shape = shape,
        Separators = LabelSeparator.Colon | LabelSeparator.Dash | LabelSeparator.None,
    };

    private static LabelMeaning DatedHeading(string key)
        => Unseparated(key, ValueShape.Date) with { StartsSegmentWithoutSeparator = true };
}

/// <summary>What a value must look like to be taken.</summary>
internal enum ValueShape
{
    Text,
    Date,
    Weight,
    Digits,
    RecordNumber,
    Money,
}

internal enum Party
{
    Nobody,
    Patient,
    Owner,
    Clinic,
}

internal enum GenericLabel
{
    No,
    Name,
    Address,
    Identity,
}

[Flags]
internal enum LabelSeparator
{
    None = 1,
    Colon = 2,
    Dash = 4,
    Pipe = 8,
}

using System.Collections.Frozen;
using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Reasons to refuse a value for what stands around it (specs/documents.md §6.3).</summary>
internal static class CandidateGuards
{
    /// <summary>Fields whose value is never the name of another field.</summary>
    private static readonly FrozenSet<string> NeverALabel = FrozenSet.Create(
        FieldKeys.PetName, FieldKeys.Species, FieldKeys.Breed, FieldKeys.Sex, FieldKeys.Age, FieldKeys.ClinicName,
        FieldKeys.VetName, FieldKeys.OwnerName, FieldKeys.CoatColor, FieldKeys.HairLength);

    private static readonly Regex OwnerWords = TextPattern.Of(@"\b(?:propietari[oa]|titular|duen[oa]|owner|tutora?|cliente?|client)\b");

    private static readonly Regex ClinicWords = TextPattern.Of(
        @"\b(?:clinicas?|clinic|hospital|centro veterinario|veterinari[oa]|veterinary|vet|dra?|doctora?)\b");

    private static readonly Regex ClinicPlace = TextPattern.Of(@"\b(?:direccion|domicilio|address)\b");

    private static readonly Regex DoseLabOrPrice = TextPattern.Of(@"\b(?:ml|mg)/kg\b|\bmg/dl\b|\bmmol/l\b|\bu/l\b|\$|€|\beur\b");

    private static readonly Regex NoPerson = TextPattern.Of(
        @"\b(?:colegiad[oa]|numero|clinica|clinic|hospital|centro|historial|informe|urgencias|datos|telefono|street|calle)\b");

    private static readonly Regex OtherNumber = TextPattern.Of(@"\b(?:tel|tlf|telefono|movil|phone|mobile|fax|dni|nif|nie|cif|iban)\b");

    private static readonly Regex SaysChip = TextPattern.Of(
        @"\b(?:microchip|micr0chip|chip|transponder|identificacion electronica|electronic identification)\b");

    private static readonly Regex SaysWeight = TextPattern.Of(@"\b(?:peso|weight|wt|signos vitales)\b");

    /// <param name="key">Field key.</param>
    /// <param name="foldedValue">The value alone.</param>
    /// <param name="foldedSnippet">From the label to the end of the value.</param>
    public static bool Refuses(string key, string foldedValue, string foldedSnippet)
        => (NeverALabel.Contains(key) && LabelDictionary.Bilingual.IsLabel(foldedValue)) || key switch
        {
            FieldKeys.OwnerName => ClinicWords.IsMatch(foldedSnippet) || NoPerson.IsMatch(foldedValue),
            FieldKeys.VetName => NoPerson.IsMatch(foldedValue),
            FieldKeys.MicrochipId => OtherNumber.IsMatch(foldedSnippet) && !SaysChip.IsMatch(foldedSnippet),
            FieldKeys.OwnerAddress => ClinicWords.IsMatch(foldedSnippet) && !OwnerWords.IsMatch(foldedSnippet),
            FieldKeys.ClinicName => ClinicPlace.IsMatch(foldedSnippet),
            FieldKeys.ClinicAddress => OwnerWords.IsMatch(foldedSnippet) && !ClinicWords.IsMatch(foldedSnippet),
            FieldKeys.Weight => DoseLabOrPrice.IsMatch(foldedSnippet) && !SaysWeight.IsMatch(foldedSnippet),
            _ => false,
        };
}

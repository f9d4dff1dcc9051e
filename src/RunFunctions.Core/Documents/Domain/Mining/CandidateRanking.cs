using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Which candidates win a field (specs/documents.md §6.5). Ties keep the order of discovery.</summary>
public static class CandidateRanking
{
    private const int MaxRepeated = 3;
    private const int MaxPetName = 40;

    private static readonly Regex MedicineOrLab = TextPattern.Words(
        "mg|ml|dosis|dose|medicacion|medication|analitica|laboratorio|laboratory|lab");

    private static readonly Regex OtherNumber = TextPattern.Words("tel|tlf|telefono|movil|phone|mobile|nif|dni|nie");

    private static readonly Regex Chip = TextPattern.Words("microchip|micr0chip|chip|transponder|electronica|electronic");

    private static readonly Regex Institution = TextPattern.Words(
        "clinica|clinic|hospital|hv|veterinari[oa]s?|veterinary|vets|policlinica|centro|surgery");

    private static readonly Regex Owner = TextPattern.Words("propietari[oa]|titular|duen[oa]|owner|tutora?|clientes?|client");

    private static readonly Regex Clinic = TextPattern.Words("clinicas?|clinic|hospital|veterinari[oa]|veterinary|vet");

    private static readonly Regex Postcode = TextPattern.Words("[0-9]{5}|c\\.?p|[a-z]{1,2}[0-9][a-z0-9]? [0-9][a-z]{2}");

    /// <summary>The best candidate, or the best three of a repeatable field.</summary>
    public static IReadOnlyList<Candidate> Winners(string key, IReadOnlyList<Candidate> candidates)
        => [.. Ordered(key, candidates).Take(GlobalSchema.Find(key) is { IsRepeatable: true } ? MaxRepeated : 1)];

    private static IEnumerable<Candidate> Ordered(string key, IReadOnlyList<Candidate> candidates)
        => candidates.Count < 2 ? candidates : key switch
        {
            FieldKeys.PetName => By(candidates, PlausiblePetName),
            FieldKeys.MicrochipId => By(candidates, PlausibleMicrochip),
            FieldKeys.ClinicName => By(candidates, InstitutionName),
            FieldKeys.ClinicAddress => By(candidates, ClinicAddress),
            FieldKeys.OwnerAddress => By(candidates, OwnerAddress),
            FieldKeys.Weight => By(candidates, MeasuredWeight).ThenByDescending(candidate => candidate.Evidence.Offset),
            _ => candidates.OrderByDescending(candidate => candidate.Confidence),
        };

    private static IOrderedEnumerable<Candidate> By(IEnumerable<Candidate> candidates, Func<Candidate, decimal> plausibility)
        => candidates.OrderByDescending(plausibility).ThenByDescending(candidate => candidate.Confidence);

    private static decimal PlausiblePetName(Candidate candidate)
        => candidate.Value.Length is >= 2 and <= MaxPetName && !candidate.Value.Any(char.IsDigit) ? 1m : 0m;

    private static decimal PlausibleMicrochip(Candidate candidate)
        => (Microchip.IsIso11784(candidate.Value) ? 1m : 0m) + If(Chip, candidate, 0.5m) - If(OtherNumber, candidate, 0.5m);

    private static decimal InstitutionName(Candidate candidate)
        => PostalAddress.IsAddress(candidate.Value) || !Institution.IsMatch(FoldedText.Fold(candidate.Value)) ? 0m : 1m;

    private static decimal ClinicAddress(Candidate candidate)
        => Address(candidate) - If(Owner, candidate, 2m);

    private static decimal OwnerAddress(Candidate candidate)
        => Address(candidate) + If(Owner, candidate, 2m) - (If(Owner, candidate, 1m) > 0m ? 0m : If(Clinic, candidate, 2m));

    private static decimal Address(Candidate candidate)
        => (PostalAddress.IsAddress(candidate.Value) ? 1m : 0m) + If(Postcode, candidate, 0.5m);

    /// <summary>A weight that was taken on a day is better than one in a dose or an analysis.</summary>
    private static decimal MeasuredWeight(Candidate candidate)
        => (DateMention.In(Snippet(candidate)).Any() ? 1m : 0m) - If(MedicineOrLab, candidate, 0.5m);

    private static decimal If(Regex words, Candidate candidate, decimal points) => words.IsMatch(Snippet(candidate)) ? points : 0m;

    private static string Snippet(Candidate candidate) => FoldedText.Fold(candidate.Evidence.Snippet);
}

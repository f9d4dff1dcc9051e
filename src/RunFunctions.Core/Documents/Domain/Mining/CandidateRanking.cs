using System.Text.RegularExpressions;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Which candidates win a field (specs/documents.md §6.5). Ties keep the order of discovery.</summary>
public static class CandidateRanking
{
    private const int MaxRepeated = 3;

    private static readonly Regex MedicineOrLab = new(
        @"\b(?:mg|ml|dosis|dose|medicacion|medication|analitica|laboratorio|laboratory|lab)\b",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>The best candidate, or the best three of a repeatable field.</summary>
    public static IReadOnlyList<Candidate> Winners(string key, IReadOnlyList<Candidate> candidates)
        => [.. Ordered(key, candidates).Take(GlobalSchema.Find(key) is { IsRepeatable: true } ? MaxRepeated : 1)];

    private static IEnumerable<Candidate> Ordered(string key, IReadOnlyList<Candidate> candidates) => key switch
    {
        FieldKeys.MicrochipId => candidates.OrderByDescending(PhoneOrDocument).ThenByDescending(Confidence),
        FieldKeys.ClinicName => candidates.OrderByDescending(InstitutionWord).ThenByDescending(Confidence),
        FieldKeys.Weight => candidates.OrderByDescending(MentionsMedicine).ThenByDescending(Confidence)
            .ThenByDescending(candidate => candidate.Evidence.Offset),
        _ => candidates.OrderByDescending(Confidence),
    };

    private static decimal Confidence(Candidate candidate) => candidate.Confidence;

    private static decimal PhoneOrDocument(Candidate candidate)
        => Snippet(candidate) is var snippet && (snippet.Contains("tel") || snippet.Contains("movil") || snippet.Contains("dni"))
            ? -0.5m
            : 0m;

    private static decimal InstitutionWord(Candidate candidate)
        => FoldedText.Fold(candidate.Value) is var name
            && (name.Contains("clinic") || name.Contains("hospital") || name.Contains("veterinari"))
            ? 1m
            : 0m;

    private static decimal MentionsMedicine(Candidate candidate) => MedicineOrLab.IsMatch(Snippet(candidate)) ? -0.5m : 0m;

    private static string Snippet(Candidate candidate) => FoldedText.Fold(candidate.Evidence.Snippet);
}

using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.Core.Documents.Domain.Calibration;

/// <summary>
/// What people say of machine values (specs/documents.md §5.2). Values that were derived from others, values of people and
/// empty ones are not judged; of several values of a unit one correction decides.
/// </summary>
public static class Judgements
{
    /// <summary>An edit or a restore judges what it changes or removes, and nothing else.</summary>
    public static IReadOnlyList<Judgement> OfEdit(InterpretationData before, InterpretationData after) =>
        [.. OfReview(before, after).Where(judgement => judgement.Verdict == Verdict.Edited)];

    /// <summary>A review judges every value that the run had found.</summary>
    /// <param name="found">What the run wrote.</param>
    /// <param name="reviewed">The version that was marked.</param>
    public static IReadOnlyList<Judgement> OfReview(InterpretationData found, InterpretationData reviewed)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(reviewed);
        var kept = reviewed.AllFields().Where(IsJudged).ToDictionary(field => field.FieldId, field => field.Value, StringComparer.Ordinal);
        return
        [
            .. found.AllFields().Where(IsJudged)
                .GroupBy(field => new MappingUnit(field.Key, field.MappingId))
                .Select(unit => new Judgement(
                    unit.Key,
                    unit.All(field => kept.GetValueOrDefault(field.FieldId) == field.Value) ? Verdict.Accepted : Verdict.Edited,
                    unit.Max(field => field.FieldCandidateConfidence))),
        ];
    }

    private static bool IsJudged(StructuredField field) => field.Origin == FieldOrigin.Machine && !string.IsNullOrWhiteSpace(field.Value.AsText());
}

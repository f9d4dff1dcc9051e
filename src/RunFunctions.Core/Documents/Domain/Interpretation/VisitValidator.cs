using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>Checks the visits of produced data (specs/documents.md §4.4).</summary>
internal static class VisitValidator
{
    public static IEnumerable<InterpretationError> Validate(IReadOnlyList<VisitGroup> visits)
        => [.. IdErrors(visits), .. DateErrors(visits), .. visits.SelectMany(KeyErrors), .. visits.SelectMany(PropertyErrors)];

    private static IEnumerable<InterpretationError> IdErrors(IReadOnlyList<VisitGroup> visits)
        => visits
            .Where((visit, index) => visit.VisitId == VisitGroup.Unassigned
                ? index != visits.Count - 1
                : !VisitGroup.IsId(visit.VisitId) || visits.Take(index).Any(other => other.VisitId == visit.VisitId))
            .Select(visit => new InterpretationError(InterpretationErrorCode.VisitIdOutOfOrder, visit.VisitId));

    private static IEnumerable<InterpretationError> DateErrors(IReadOnlyList<VisitGroup> visits)
        => visits
            .Where((visit, index) => visit.VisitId == VisitGroup.Unassigned
                ? visit.VisitDate is not null
                : visit.VisitDate is { } date && (!InterpretationValidator.IsIsoDate(date)
                    || (index > 0 && (visits[index - 1].VisitDate is not { } before || string.CompareOrdinal(before, date) > 0))))
            .Select(visit => new InterpretationError(InterpretationErrorCode.VisitDateOutOfOrder, visit.VisitId));

    private static IEnumerable<InterpretationError> KeyErrors(VisitGroup visit)
        => visit.Fields.Where(field => !VisitKeys.Fields.Contains(field.Key))
            .Concat(visit.Metadata.Where(field => !VisitKeys.Metadata.Contains(field.Key)))
            .Concat(visit.Metadata.GroupBy(field => field.Key).SelectMany(group => group.Skip(1)))
            .Select(field => new InterpretationError(InterpretationErrorCode.KeyNotOfVisit, field.FieldId));

    private static IEnumerable<InterpretationError> PropertyErrors(VisitGroup visit)
    {
        if (VisitGroup.Of(visit.VisitId, visit.Metadata, visit.Fields) != visit)
        {
            yield return new InterpretationError(InterpretationErrorCode.VisitPropertyNotOfMetadata, visit.VisitId);
        }
    }
}

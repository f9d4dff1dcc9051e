using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>The weight of the document: the last that was taken at a visit, otherwise the one that stands outside of them.</summary>
internal static class CurrentWeight
{
    public static IEnumerable<StructuredField> Of(VisitGroups visits, StructuredFieldFactory factory)
        => visits.Groups
            .Where(group => group.VisitDate is not null)
            .SelectMany(group => group.Fields.Where(field => field.Key == FieldKeys.Weight), (group, field) => (group.VisitDate, field))
            .OrderByDescending(weight => weight.VisitDate, StringComparer.Ordinal)
            .ThenByDescending(weight => weight.field.Evidence?.Offset)
            .Select(weight => weight.field)
            .FirstOrDefault() is { } latest
            ? [factory.Derived(AsCandidate(latest))]
            : factory.FieldsOf(FieldKeys.Weight, visits.LooseWeights);

    private static Candidate AsCandidate(StructuredField field)
        => new(
            field.Key, field.Value.AsText()!, field.Value.AsText()!, field.FieldCandidateConfidence, field.Evidence!, field.MappingId!);
}

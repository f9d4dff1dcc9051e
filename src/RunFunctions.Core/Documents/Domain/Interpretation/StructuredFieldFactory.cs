using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>Builds the fields of machine values; everything but value, evidence and rule follows from the key.</summary>
/// <param name="context">Whose fields they are.</param>
/// <param name="contextKey">What reviews of them are learned for.</param>
/// <param name="visit">
/// Names the visit that the fields belong to the same way in every run; null for fields of the document.
/// </param>
internal sealed class StructuredFieldFactory(InterpretationContext context, string contextKey, string? visit = null)
{
    private const int MaxSuggestions = 5;

    /// <summary>The factory of one visit's fields.</summary>
    public StructuredFieldFactory Of(string visitName) => new(context, contextKey, visitName);

    /// <summary>The fields of one key: the winners of its candidates, the best first.</summary>
    public IEnumerable<StructuredField> FieldsOf(string key, IReadOnlyList<Candidate> candidates)
    {
        var suggestions = Suggestions(candidates);
        return CandidateRanking.Winners(key, candidates)
            .Select((winner, ordinal) => Field(winner, ordinal, FieldOrigin.Machine) with { CandidateSuggestions = suggestions });
    }

    /// <summary>The one field of a value that follows from others.</summary>
    public StructuredField Derived(Candidate value) => Field(value, ordinal: 0, FieldOrigin.Derived);

    private StructuredField Field(Candidate winner, int ordinal, FieldOrigin origin)
    {
        var schema = GlobalSchema.FindInRecord(winner.Key);
        return new StructuredField
        {
            FieldId = FieldId.For(context.DocumentId, visit is null ? winner.Key : $"{visit}/{winner.Key}", ordinal),
            Key = winner.Key,
            Value = FieldValue.Of(winner.Value),
            ValueType = schema?.ValueType ?? SchemaValueType.Text,
            IsCritical = GlobalSchema.IsCritical(winner.Key),
            Origin = origin,
            FieldCandidateConfidence = winner.Confidence,
            FieldMappingConfidence = winner.Confidence,
            TextExtractionReliability = null,
            FieldReviewHistoryAdjustment = 0m,
            ContextKey = contextKey,
            MappingId = winner.MappingId,
            PolicyVersion = context.PolicyVersion,
            Scope = visit is null ? schema?.Scope ?? FieldScope.Document : FieldScope.Visit,
            Section = visit is null ? schema?.PanelSection ?? PanelSections.Other : PanelSections.Visits,
            Domain = schema?.Domain ?? FieldDomain.Other,
            Classification = schema is { IsInPanel: true } ? FieldClassification.MedicalRecord : FieldClassification.Other,
            Evidence = winner.Evidence,
        };
    }

    private static IReadOnlyList<CandidateSuggestion>? Suggestions(IReadOnlyList<Candidate> candidates)
        => candidates.Count < 2
            ? null
            :
            [
                .. candidates
                    .DistinctBy(candidate => candidate.RawValue, StringComparer.OrdinalIgnoreCase)
                    .OrderByDescending(candidate => candidate.Confidence)
                    .ThenBy(candidate => candidate.RawValue, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(candidate => candidate.Evidence.Offset)
                    .Take(MaxSuggestions)
                    .Select(candidate => new CandidateSuggestion(candidate.RawValue, candidate.Confidence, candidate.Evidence)),
            ];
}

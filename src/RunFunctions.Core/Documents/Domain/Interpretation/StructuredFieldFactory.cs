using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>Builds the fields of machine values; everything but value, evidence and rule follows from the key.</summary>
internal sealed class StructuredFieldFactory(InterpretationContext context, string contextKey)
{
    private const int MaxSuggestions = 5;

    /// <summary>The fields of one key: the winners of its candidates, the best first.</summary>
    public IEnumerable<StructuredField> FieldsOf(string key, IReadOnlyList<Candidate> candidates)
    {
        var suggestions = Suggestions(candidates);
        return CandidateRanking.Winners(key, candidates).Select((winner, ordinal) => Field(winner, ordinal, suggestions));
    }

    private StructuredField Field(Candidate winner, int ordinal, IReadOnlyList<CandidateSuggestion>? suggestions)
    {
        var schema = GlobalSchema.FindInRecord(winner.Key);
        return new StructuredField
        {
            FieldId = FieldId.For(context.DocumentId, winner.Key, ordinal),
            Key = winner.Key,
            Value = FieldValue.Of(winner.Value),
            ValueType = schema?.ValueType ?? SchemaValueType.Text,
            IsCritical = GlobalSchema.IsCritical(winner.Key),
            Origin = FieldOrigin.Machine,
            FieldCandidateConfidence = winner.Confidence,
            FieldMappingConfidence = winner.Confidence,
            TextExtractionReliability = null,
            FieldReviewHistoryAdjustment = 0m,
            ContextKey = contextKey,
            MappingId = winner.MappingId,
            PolicyVersion = context.PolicyVersion,
            Scope = schema?.Scope ?? FieldScope.Document,
            Section = schema?.PanelSection ?? PanelSections.Other,
            Domain = schema?.Domain ?? FieldDomain.Other,
            Classification = schema is { IsInPanel: true } ? FieldClassification.MedicalRecord : FieldClassification.Other,
            Evidence = winner.Evidence,
            CandidateSuggestions = suggestions,
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

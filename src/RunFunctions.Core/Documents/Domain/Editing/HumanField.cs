using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>Fields whose values people gave.</summary>
internal static class HumanField
{
    /// <summary>Confidence of a value that no rule found: neither high nor low.</summary>
    private const decimal NeutralConfidence = 0.50m;

    public static StructuredField New(string id, string key, FieldValue value, SchemaValueType type, string? visitId, InterpretationData data)
    {
        var schema = GlobalSchema.FindInRecord(key);
        return new StructuredField
        {
            FieldId = id,
            Key = key,
            Value = value,
            ValueType = type,
            IsCritical = GlobalSchema.IsCritical(key),
            Origin = FieldOrigin.Human,
            FieldCandidateConfidence = NeutralConfidence,
            FieldMappingConfidence = NeutralConfidence,
            TextExtractionReliability = null,
            FieldReviewHistoryAdjustment = 0m,
            ContextKey = data.ContextKey,
            MappingId = null,
            PolicyVersion = PolicyOf(data),
            Scope = visitId is null ? FieldScope.Document : FieldScope.Visit,
            Section = visitId is null ? schema?.PanelSection ?? PanelSections.Other : PanelSections.Visits,
            Domain = schema?.Domain ?? FieldDomain.Other,
            Classification = schema is { IsInPanel: true } ? FieldClassification.MedicalRecord : FieldClassification.Other,
            Evidence = null,
        };
    }

    /// <summary>A field with another value. Evidence, rule and confidence stay: they tell what was corrected.</summary>
    public static StructuredField Of(StructuredField field, FieldValue value, SchemaValueType type, InterpretationData data) => field with
    {
        Value = value,
        ValueType = type,
        DisplayValue = null,
        Origin = FieldOrigin.Human,
        FieldMappingConfidence = field.FieldCandidateConfidence,
        TextExtractionReliability = null,
        FieldReviewHistoryAdjustment = 0m,
        ContextKey = data.ContextKey,
        PolicyVersion = PolicyOf(data),
    };

    private static string PolicyOf(InterpretationData data) => data.ConfidencePolicy?.PolicyVersion ?? InterpretationContext.DefaultPolicyVersion;
}

using System.Text.Json.Serialization;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>One value of an interpretation with its origin, confidence and evidence (specs/documents.md §4.3).</summary>
public sealed record StructuredField
{
    /// <summary>Identifies the instance; a UUID.</summary>
    public required string FieldId { get; init; }

    /// <summary>snake_case; people may add keys of their own.</summary>
    public required string Key { get; init; }

    public required FieldValue Value { get; init; }

    public required SchemaValueType ValueType { get; init; }

    /// <summary>Always what the contract says of the key.</summary>
    public required bool IsCritical { get; init; }

    public required FieldOrigin Origin { get; init; }

    /// <summary>0 to 1: how sure the rule was.</summary>
    public required decimal FieldCandidateConfidence { get; init; }

    /// <summary>0 to 1: the candidate's confidence, corrected by what reviews taught.</summary>
    public required decimal FieldMappingConfidence { get; init; }

    /// <summary>0 to 1; null because the extractors do not measure it.</summary>
    public required decimal? TextExtractionReliability { get; init; }

    /// <summary>Signed percentage points taken from reviews; 0 without history.</summary>
    public required decimal FieldReviewHistoryAdjustment { get; init; }

    /// <summary>How the confidence is shown; null in what is stored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConfidenceBand? ConfidenceBand { get; init; }

    /// <summary>What reviews have made of the rule; null in what is stored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PolicyState? PolicyState { get; init; }

    public required string ContextKey { get; init; }

    /// <summary>The rule that found the value; null for values of people.</summary>
    public required string? MappingId { get; init; }

    public required string PolicyVersion { get; init; }

    public required FieldScope Scope { get; init; }

    /// <summary>One of <see cref="PanelSections"/>.</summary>
    public required string Section { get; init; }

    public required FieldDomain Domain { get; init; }

    public required FieldClassification Classification { get; init; }

    /// <summary>Null only for values of people.</summary>
    public required Evidence? Evidence { get; init; }

    /// <summary>At most five other readings, best first; null when there was only one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CandidateSuggestion>? CandidateSuggestions { get; init; }

    /// <summary>How to show the value where that differs, as "4 meses" for an age of 0; null where it does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DisplayValue { get; init; }
}

/// <summary>Another reading of the same field.</summary>
/// <param name="Value">As written in the document.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Evidence">Where it was found.</param>
public sealed record CandidateSuggestion(string Value, decimal Confidence, Evidence? Evidence);

[JsonConverter(typeof(JsonStringEnumConverter<FieldOrigin>))]
public enum FieldOrigin
{
    [JsonStringEnumMemberName("machine")]
    Machine,

    [JsonStringEnumMemberName("human")]
    Human,

    /// <summary>By a machine from other values or from the notes of a visit.</summary>
    [JsonStringEnumMemberName("derived")]
    Derived,
}

using System.Text.Json.Serialization;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>One change that a reviewer asks for (docs/review.md).</summary>
/// <param name="Type">What to do.</param>
/// <param name="FieldId">The field to update or delete, wherever it is; null for an addition and for a property that is named by its visit.</param>
/// <param name="Key">Key of what is added, or the property of the visit.</param>
/// <param name="Value">The new value; null when none was given, which is not the same as <see cref="FieldValue.Nothing"/>.</param>
/// <param name="ValueType">Its type.</param>
/// <param name="VisitId">The visit, for what belongs to one.</param>
public sealed record FieldChange(
    FieldChangeType Type,
    string? FieldId = null,
    string? Key = null,
    FieldValue? Value = null,
    SchemaValueType? ValueType = null,
    string? VisitId = null);

[JsonConverter(typeof(JsonStringEnumConverter<FieldChangeType>))]
public enum FieldChangeType
{
    [JsonStringEnumMemberName("ADD")]
    Add,

    [JsonStringEnumMemberName("UPDATE")]
    Update,

    [JsonStringEnumMemberName("DELETE")]
    Delete,
}

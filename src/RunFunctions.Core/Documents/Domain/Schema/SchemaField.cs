using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.Schema;

/// <summary>One key of the global schema.</summary>
/// <param name="Key">snake_case, unique.</param>
/// <param name="ValueType">Type of the value; dates are ISO <c>yyyy-MM-dd</c>.</param>
/// <param name="Label">Spanish label of the contract, without accents where the contract has none.</param>
/// <param name="ProductSection">Spanish section of the contract.</param>
/// <param name="PanelSection">Section of the medical-record panel; <see cref="PanelSections.Other"/> when outside it.</param>
/// <param name="Scope">Whether the value belongs to the whole document or to one visit.</param>
/// <param name="Domain">What kind of knowledge the value is.</param>
/// <param name="Traits">Repeatable, critical, optional.</param>
public sealed record SchemaField(
    string Key,
    SchemaValueType ValueType,
    string Label,
    string ProductSection,
    string PanelSection,
    FieldScope Scope,
    FieldDomain Domain,
    SchemaTraits Traits)
{
    public bool IsRepeatable => Traits.HasFlag(SchemaTraits.Repeatable);

    public bool IsCritical => Traits.HasFlag(SchemaTraits.Critical);

    public bool IsOptional => Traits.HasFlag(SchemaTraits.Optional);

    public bool IsInPanel => PanelSection != PanelSections.Other;
}

[Flags]
public enum SchemaTraits
{
    None = 0,
    Repeatable = 1,
    Critical = 2,
    Optional = 4,
}

[JsonConverter(typeof(JsonStringEnumConverter<SchemaValueType>))]
public enum SchemaValueType
{
    [JsonStringEnumMemberName("string")]
    Text,

    [JsonStringEnumMemberName("date")]
    Date,

    [JsonStringEnumMemberName("number")]
    Number,

    [JsonStringEnumMemberName("boolean")]
    Boolean,

    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

[JsonConverter(typeof(JsonStringEnumConverter<FieldScope>))]
public enum FieldScope
{
    [JsonStringEnumMemberName("document")]
    Document,

    [JsonStringEnumMemberName("visit")]
    Visit,
}

[JsonConverter(typeof(JsonStringEnumConverter<FieldDomain>))]
public enum FieldDomain
{
    [JsonStringEnumMemberName("clinical")]
    Clinical,

    [JsonStringEnumMemberName("administrative")]
    Administrative,

    [JsonStringEnumMemberName("meta")]
    Meta,

    [JsonStringEnumMemberName("other")]
    Other,
}

[JsonConverter(typeof(JsonStringEnumConverter<FieldClassification>))]
public enum FieldClassification
{
    [JsonStringEnumMemberName("medical_record")]
    MedicalRecord,

    [JsonStringEnumMemberName("other")]
    Other,
}

using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.LanguageModel;

/// <summary>The part of a language model in an interpretation.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Fault">Why its answer was not used; null when it was.</param>
/// <param name="ValuesGiven">Values in its answer.</param>
/// <param name="ValuesFound">Those of them that stand in the text; the others were dropped.</param>
/// <param name="Usage">What it cost.</param>
public sealed record ModelSummary(
    string Model,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ModelFault? Fault,
    int ValuesGiven,
    int ValuesFound,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ModelUsage? Usage)
{
    internal static ModelSummary? Of(ModelReading? reading, int found) =>
        reading is null ? null : new(reading.Model, reading.Fault, reading.Values.Count, found, reading.Usage);
}

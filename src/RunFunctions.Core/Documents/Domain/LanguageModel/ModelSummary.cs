using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.LanguageModel;

/// <summary>The part of a language model in an interpretation.</summary>
/// <param name="Model">Its name.</param>
/// <param name="ValuesGiven">Values in its answer.</param>
/// <param name="ValuesFound">Those of them that stand in the text; the others were dropped.</param>
public sealed record ModelSummary(string Model, int ValuesGiven, int ValuesFound)
{
    /// <summary>Why its answer was not used; null when it was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelFault? Fault { get; init; }

    /// <summary>What it cost; null when the answer did not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelUsage? Usage { get; init; }

    internal static ModelSummary? Of(ModelReading? reading, int found) => reading is null
        ? null
        : new(reading.Model, reading.Values.Count, found) { Fault = reading.Fault, Usage = reading.Usage };
}

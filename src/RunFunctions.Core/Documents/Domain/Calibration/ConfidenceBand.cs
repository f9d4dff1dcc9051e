using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.Calibration;

/// <summary>How a confidence is shown.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConfidenceBand>))]
public enum ConfidenceBand
{
    [JsonStringEnumMemberName("low")]
    Low,

    [JsonStringEnumMemberName("mid")]
    Mid,

    [JsonStringEnumMemberName("high")]
    High,
}

/// <summary>What reviews have made of a mapping. It advises readers; it never changes keys, their order or values.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PolicyState>))]
public enum PolicyState
{
    [JsonStringEnumMemberName("neutral")]
    Neutral,

    [JsonStringEnumMemberName("boosted")]
    Boosted,

    [JsonStringEnumMemberName("demoted")]
    Demoted,

    [JsonStringEnumMemberName("suppressed")]
    Suppressed,
}

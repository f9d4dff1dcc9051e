using System.Text.Json.Serialization;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>States of a run; the last four are terminal and immutable.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunState>))]
public enum RunState
{
    [JsonStringEnumMemberName("QUEUED")]
    Queued,

    [JsonStringEnumMemberName("RUNNING")]
    Running,

    [JsonStringEnumMemberName("COMPLETED")]
    Completed,

    [JsonStringEnumMemberName("FAILED")]
    Failed,

    [JsonStringEnumMemberName("TIMED_OUT")]
    TimedOut,

    [JsonStringEnumMemberName("CANCELLED")]
    Cancelled,
}

using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>Closed set of derived document statuses; never stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DocumentStatus>))]
public enum DocumentStatus
{
    [JsonStringEnumMemberName("UPLOADED")]
    Uploaded,

    [JsonStringEnumMemberName("PROCESSING")]
    Processing,

    [JsonStringEnumMemberName("COMPLETED")]
    Completed,

    [JsonStringEnumMemberName("FAILED")]
    Failed,

    [JsonStringEnumMemberName("TIMED_OUT")]
    TimedOut,

    [JsonStringEnumMemberName("CANCELLED")]
    Cancelled,
}

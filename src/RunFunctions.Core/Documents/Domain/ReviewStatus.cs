using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>Whether a person has finished with a document; independent of processing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewStatus>))]
public enum ReviewStatus
{
    [JsonStringEnumMemberName("IN_REVIEW")]
    InReview,

    [JsonStringEnumMemberName("REVIEWED")]
    Reviewed,
}

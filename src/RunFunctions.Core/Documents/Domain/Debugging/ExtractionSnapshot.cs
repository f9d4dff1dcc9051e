using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.Debugging;

/// <summary>What a run made of each key (specs/documents.md §3.4), for whoever works on the rules. Members have the specification's names.</summary>
/// <param name="RunId">The run.</param>
/// <param name="DocumentId">Its document.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="SchemaVersion">Always <see cref="Schema"/>.</param>
/// <param name="Fields">By key.</param>
/// <param name="Counts">Counted from the fields.</param>
public sealed record ExtractionSnapshot(
    [property: JsonPropertyName("runId")] string RunId,
    [property: JsonPropertyName("documentId")] string DocumentId,
    [property: JsonPropertyName("createdAt")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("schemaVersion")] string SchemaVersion,
    [property: JsonPropertyName("fields")] IReadOnlyDictionary<string, SnapshotField> Fields,
    [property: JsonPropertyName("counts")] SnapshotCounts Counts)
{
    public const string Schema = "canonical";

    /// <summary>A snapshot with its counts.</summary>
    public static ExtractionSnapshot Of(string runId, string documentId, DateTimeOffset createdAt, IReadOnlyDictionary<string, SnapshotField> fields) =>
        new(runId, documentId, createdAt.ToUniversalTime(), Schema, fields, SnapshotCounts.Of(fields));

    /// <summary>Keys whose status or value differ from another snapshot's.</summary>
    public int ChangedFrom(ExtractionSnapshot? other) => other is null
        ? 0
        : Fields.Keys.Union(other.Fields.Keys, StringComparer.Ordinal).Count(key =>
            SaidOf(Fields.GetValueOrDefault(key)) != SaidOf(other.Fields.GetValueOrDefault(key)));

    private static (SnapshotStatus Status, string? Value) SaidOf(SnapshotField? field) => (field?.Status ?? SnapshotStatus.Missing, field?.Value);
}

/// <summary>What became of one key.</summary>
/// <param name="Status">Whether a value was taken.</param>
/// <param name="Confidence">Band of the value that was taken.</param>
/// <param name="ValueNormalized">The value as stored.</param>
/// <param name="ValueRaw">As written in the document.</param>
/// <param name="Reason">Why it was rejected.</param>
/// <param name="RawCandidate">The passage it was read from.</param>
/// <param name="SourceHint">The rule that found it, as a mapping id.</param>
/// <param name="TopCandidates">The best readings, at most <see cref="MaxCandidates"/>, the one taken first.</param>
public sealed record SnapshotField(
    [property: JsonPropertyName("status")] SnapshotStatus Status,
    [property: JsonPropertyName("confidence")] SnapshotBand? Confidence = null,
    [property: JsonPropertyName("valueNormalized")] string? ValueNormalized = null,
    [property: JsonPropertyName("valueRaw")] string? ValueRaw = null,
    [property: JsonPropertyName("reason")] string? Reason = null,
    [property: JsonPropertyName("rawCandidate")] string? RawCandidate = null,
    [property: JsonPropertyName("sourceHint")] string? SourceHint = null,
    [property: JsonPropertyName("topCandidates")] IReadOnlyList<SnapshotCandidate>? TopCandidates = null)
{
    public const int MaxCandidates = 3;

    [JsonIgnore]
    public string? Value => ValueNormalized ?? ValueRaw;

    [JsonIgnore]
    public bool HasCandidates => TopCandidates is { Count: > 0 } || RawCandidate is not null;
}

/// <param name="Value">The reading.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="SourceHint">The rule that found it.</param>
public sealed record SnapshotCandidate(
    [property: JsonPropertyName("value")] string Value,
    [property: JsonPropertyName("confidence")] decimal? Confidence = null,
    [property: JsonPropertyName("sourceHint")] string? SourceHint = null);

/// <summary>Fields by status, and those accepted by band.</summary>
public sealed record SnapshotCounts(
    [property: JsonPropertyName("totalFields")] int TotalFields,
    [property: JsonPropertyName("accepted")] int Accepted,
    [property: JsonPropertyName("rejected")] int Rejected,
    [property: JsonPropertyName("missing")] int Missing,
    [property: JsonPropertyName("low")] int Low,
    [property: JsonPropertyName("mid")] int Mid,
    [property: JsonPropertyName("high")] int High)
{
    public static SnapshotCounts Of(IReadOnlyDictionary<string, SnapshotField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new SnapshotCounts(
            fields.Count,
            fields.Values.Count(field => field.Status == SnapshotStatus.Accepted),
            fields.Values.Count(field => field.Status == SnapshotStatus.Rejected),
            fields.Values.Count(field => field.Status == SnapshotStatus.Missing),
            InBand(SnapshotBand.Low),
            InBand(SnapshotBand.Mid),
            InBand(SnapshotBand.High));

        int InBand(SnapshotBand band) => fields.Values.Count(field => field.Status == SnapshotStatus.Accepted && field.Confidence == band);
    }
}

[JsonConverter(typeof(JsonStringEnumConverter<SnapshotStatus>))]
public enum SnapshotStatus
{
    [JsonStringEnumMemberName("missing")]
    Missing,

    [JsonStringEnumMemberName("rejected")]
    Rejected,

    [JsonStringEnumMemberName("accepted")]
    Accepted,
}

/// <summary>Low below 0.6, high from 0.8 on: bands of snapshots, not those that reviewers see.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SnapshotBand>))]
public enum SnapshotBand
{
    [JsonStringEnumMemberName("low")]
    Low,

    [JsonStringEnumMemberName("mid")]
    Mid,

    [JsonStringEnumMemberName("high")]
    High,
}

public static class SnapshotBands
{
    private const decimal LowMax = 0.6m;
    private const decimal MidMax = 0.8m;

    /// <param name="confidence">0 to 1.</param>
    public static SnapshotBand Of(decimal confidence) => confidence < LowMax ? SnapshotBand.Low : confidence < MidMax ? SnapshotBand.Mid : SnapshotBand.High;
}

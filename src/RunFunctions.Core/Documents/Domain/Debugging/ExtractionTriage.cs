using System.Text.Json.Serialization;

namespace RunFunctions.Core.Documents.Domain.Debugging;

/// <summary>What of a snapshot deserves a look: keys without a value, rejected ones, accepted ones that look wrong.</summary>
public sealed record ExtractionTriage(
    [property: JsonPropertyName("documentId")] string DocumentId,
    [property: JsonPropertyName("runId")] string RunId,
    [property: JsonPropertyName("createdAt")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("summary")] TriageCounts Summary,
    [property: JsonPropertyName("missing")] IReadOnlyList<TriageField> Missing,
    [property: JsonPropertyName("rejected")] IReadOnlyList<TriageField> Rejected,
    [property: JsonPropertyName("suspiciousAccepted")] IReadOnlyList<TriageField> SuspiciousAccepted)
{
    public static ExtractionTriage Of(ExtractionSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        List<TriageField> fields =
        [
            .. snapshot.Fields.Select(field => new TriageField(
                field.Key,
                field.Value.Value,
                field.Value.Reason,
                SuspiciousAccept.FlagsOf(field.Key, snapshot),
                field.Value.RawCandidate,
                field.Value.SourceHint)),
        ];
        var counts = snapshot.Counts;
        return new ExtractionTriage(
            snapshot.DocumentId,
            snapshot.RunId,
            snapshot.CreatedAt,
            new TriageCounts(counts.Accepted, counts.Missing, counts.Rejected, counts.Low, counts.Mid, counts.High),
            [.. fields.Where(field => snapshot.Fields[field.Field].Status == SnapshotStatus.Missing)],
            [.. fields.Where(field => snapshot.Fields[field.Field].Status == SnapshotStatus.Rejected)],
            [.. fields.Where(field => field.Flags.Count > 0)]);
    }
}

public sealed record TriageCounts(
    [property: JsonPropertyName("accepted")] int Accepted,
    [property: JsonPropertyName("missing")] int Missing,
    [property: JsonPropertyName("rejected")] int Rejected,
    [property: JsonPropertyName("low")] int Low,
    [property: JsonPropertyName("mid")] int Mid,
    [property: JsonPropertyName("high")] int High);

/// <param name="Field">Key.</param>
/// <param name="Value">The value taken.</param>
/// <param name="Reason">Why it was rejected.</param>
/// <param name="Flags">See <see cref="SuspiciousAccept"/>.</param>
/// <param name="RawCandidate">The passage.</param>
/// <param name="SourceHint">The rule.</param>
public sealed record TriageField(
    [property: JsonPropertyName("field")] string Field,
    [property: JsonPropertyName("value")] string? Value,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("flags")] IReadOnlyList<string> Flags,
    [property: JsonPropertyName("rawCandidate")] string? RawCandidate,
    [property: JsonPropertyName("sourceHint")] string? SourceHint);

using RunFunctions.Core.Documents.Domain.Debugging;

namespace RunFunctions.UnitTests.Documents.Debugging;

/// <summary>Makes snapshots of invented values.</summary>
internal static class Snapshots
{
    public const string Document = "0f8fad5b-d9cb-469f-a165-70867728950e";

    public static readonly DateTimeOffset Noon = new(2026, 3, 12, 12, 0, 0, TimeSpan.Zero);

    public static ExtractionSnapshot Of(params (string Key, SnapshotField Field)[] fields) => ExtractionSnapshot.Of(
        "7c9e6679-7425-40de-944b-e07fc1f90ae7", Document, Noon, fields.ToDictionary(field => field.Key, field => field.Field));

    public static SnapshotField Accepted(string value, string? passage = null, decimal confidence = 0.66m, string? rule = null) => new(
        SnapshotStatus.Accepted,
        SnapshotBands.Of(confidence),
        value,
        RawCandidate: passage,
        SourceHint: rule,
        TopCandidates: [new SnapshotCandidate(value, confidence, rule)]);

    public static SnapshotField Missing(params SnapshotCandidate[] candidates) =>
        new(SnapshotStatus.Missing, TopCandidates: candidates.Length == 0 ? null : candidates);

    public static SnapshotField Rejected(string reason) => new(SnapshotStatus.Rejected, Reason: reason);
}

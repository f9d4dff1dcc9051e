namespace RunFunctions.Core.Documents.Domain.Debugging;

/// <summary>What several runs of a document made of each key.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="TotalRuns">Snapshots that there are.</param>
/// <param name="ConsideredRuns">Those that were counted.</param>
/// <param name="MissingFieldsWithCandidates">Times that a key had readings and no value.</param>
/// <param name="MissingFieldsWithoutCandidates">Times that a key had neither.</param>
/// <param name="Fields">By missing, rejected, suspicious, key, all descending.</param>
/// <param name="MostMissingFields">The first keys that were missing, at most 10.</param>
/// <param name="MostRejectedFields">The keys rejected most often, at most 10.</param>
public sealed record SnapshotSummary(
    string DocumentId,
    int TotalRuns,
    int ConsideredRuns,
    int MissingFieldsWithCandidates,
    int MissingFieldsWithoutCandidates,
    IReadOnlyList<SummaryRow> Fields,
    IReadOnlyList<SummaryRow> MostMissingFields,
    IReadOnlyList<SummaryRow> MostRejectedFields)
{
    private const int Most = 10;

    /// <param name="documentId">The document.</param>
    /// <param name="snapshots">Newest first.</param>
    /// <param name="totalRuns">Snapshots that there are.</param>
    public static SnapshotSummary Of(string documentId, IReadOnlyList<ExtractionSnapshot> snapshots, int totalRuns)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        List<SummaryRow> rows =
        [
            .. snapshots.SelectMany(snapshot => snapshot.Fields.Keys).Distinct(StringComparer.Ordinal)
                .Select(key => SummaryRow.Of(key, snapshots))
                .OrderByDescending(row => row.MissingCount)
                .ThenByDescending(row => row.RejectedCount)
                .ThenByDescending(row => row.SuspiciousCount)
                .ThenByDescending(row => row.Field, StringComparer.Ordinal),
        ];
        return new SnapshotSummary(
            documentId,
            totalRuns,
            snapshots.Count,
            rows.Sum(row => row.MissingWithCandidatesCount),
            rows.Sum(row => row.MissingWithoutCandidatesCount),
            rows,
            [.. rows.Where(row => row.MissingCount > 0).Take(Most)],
            [.. rows.Where(row => row.RejectedCount > 0).OrderByDescending(row => row.RejectedCount).Take(Most)]);
    }
}

/// <param name="Field">Key.</param>
/// <param name="MissingCount">Runs without a value.</param>
/// <param name="RejectedCount">Runs whose value was rejected.</param>
/// <param name="AcceptedCount">Runs with a value.</param>
/// <param name="SuspiciousCount">Of these, runs whose value looks wrong.</param>
/// <param name="HasCandidates">Whether any run had a reading.</param>
/// <param name="MissingWithCandidatesCount">Runs with readings and no value.</param>
/// <param name="MissingWithoutCandidatesCount">Runs with neither.</param>
/// <param name="Top1Sample">The newest best reading, cut to 80 characters.</param>
/// <param name="AvgConf">Mean confidence of all readings, 0 to 1.</param>
/// <param name="AvgTop1Conf">Mean confidence of the best readings, 0 to 1.</param>
/// <param name="TopKeyTokens">What the rule most often behind it looks for, cut to 30 characters.</param>
public sealed record SummaryRow(
    string Field,
    int MissingCount,
    int RejectedCount,
    int AcceptedCount,
    int SuspiciousCount,
    bool HasCandidates,
    int MissingWithCandidatesCount,
    int MissingWithoutCandidatesCount,
    string? Top1Sample,
    decimal? AvgConf,
    decimal? AvgTop1Conf,
    string? TopKeyTokens)
{
    private const int MaxSample = 80;
    private const int MaxTokens = 30;

    internal static SummaryRow Of(string key, IReadOnlyList<ExtractionSnapshot> snapshots)
    {
        List<SnapshotField> fields = [.. snapshots.Select(snapshot => snapshot.Fields.GetValueOrDefault(key)).OfType<SnapshotField>()];
        List<SnapshotCandidate> best = [.. fields.Select(BestOf).OfType<SnapshotCandidate>()];
        var missing = fields.Where(field => field.Status == SnapshotStatus.Missing).ToList();
        var withCandidates = missing.Count(field => field.HasCandidates);
        return new SummaryRow(
            key,
            missing.Count,
            fields.Count(field => field.Status == SnapshotStatus.Rejected),
            fields.Count(field => field.Status == SnapshotStatus.Accepted),
            snapshots.Count(snapshot => SuspiciousAccept.FlagsOf(key, snapshot).Count > 0),
            fields.Any(field => field.HasCandidates),
            withCandidates,
            missing.Count - withCandidates,
            Cut(best is [var newest, ..] ? newest.Value : null, MaxSample),
            Mean(fields.SelectMany(field => field.TopCandidates ?? [])),
            Mean(best),
            Cut(MostFrequentHint(fields), MaxTokens));
    }

    private static SnapshotCandidate? BestOf(SnapshotField field) => field.TopCandidates is [var best, ..] ? best : null;

    private static decimal? Mean(IEnumerable<SnapshotCandidate> candidates) =>
        candidates.Average(candidate => candidate.Confidence) is { } mean ? decimal.Round(mean, 4) : null;

    // Of label_regex::{label} the label.
    private static string? MostFrequentHint(IEnumerable<SnapshotField> fields) => fields
        .Select(field => field.SourceHint ?? BestOf(field)?.SourceHint)
        .OfType<string>()
        .GroupBy(hint => hint[(hint.LastIndexOf(':') + 1)..], StringComparer.Ordinal)
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;

    private static string? Cut(string? text, int length) =>
        text is null || text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}

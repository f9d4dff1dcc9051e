using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.Api.Documents;

/// <summary>What reviews have taught, and the policy under which they did.</summary>
public sealed record CalibrationView(PolicyView Policy, IReadOnlyList<MappingTallyView> Items, int Limit, string? NextCursor);

/// <summary>A policy in the form of its file.</summary>
public sealed record PolicyView(
    string PolicyVersion, ConfidenceBands BandCutoffs, PolicyThresholds Thresholds, int MinVolume, decimal EditWeight, bool ReopenReverts)
{
    public static PolicyView Of(CalibrationPolicy policy) =>
        new(policy.Version, policy.Bands, policy.Thresholds, policy.MinVolume, policy.EditWeight, policy.ReopenReverts);
}

/// <summary>Counts of a mapping in a context, and what they make of its confidence.</summary>
public sealed record MappingTallyView(
    string ContextKey,
    string FieldKey,
    string? MappingId,
    int AcceptCount,
    int EditCount,
    decimal FieldReviewHistoryAdjustment,
    decimal FieldCandidateConfidence,
    decimal FieldMappingConfidence,
    ConfidenceBand ConfidenceBand,
    PolicyState PolicyState,
    DateTimeOffset UpdatedAt)
{
    public static MappingTallyView Of(MappingTally tally, CalibrationPolicy policy)
    {
        var confidence = tally.ConfidenceUnder(policy);
        return new(
            tally.ContextKey,
            tally.Unit.FieldKey,
            tally.Unit.MappingId,
            tally.Accepted,
            tally.Edited,
            policy.AdjustmentOf(tally.Accepted, tally.Edited),
            tally.CandidateConfidence,
            confidence,
            policy.BandOf(confidence),
            policy.Next(tally.State, confidence, tally.Volume),
            tally.UpdatedAt);
    }
}

/// <summary>What another policy would change in the runs that were reviewed last, newest first.</summary>
/// <param name="Policy">In force.</param>
/// <param name="Candidate">The other one.</param>
/// <param name="ComparedFields">Fields of all runs.</param>
/// <param name="ChangedFields">Those that would be shown otherwise.</param>
/// <param name="Runs">Each run with the fields that would be shown otherwise.</param>
public sealed record PolicyComparisonView(PolicyView Policy, PolicyView Candidate, int ComparedFields, int ChangedFields, IReadOnlyList<RescoredRunView> Runs)
{
    public static PolicyComparisonView Of(CalibrationPolicy policy, CalibrationPolicy candidate, IReadOnlyList<RescoredRun> runs) => new(
        PolicyView.Of(policy),
        PolicyView.Of(candidate),
        runs.Sum(run => run.Comparison?.Fields ?? 0),
        runs.Sum(run => run.Comparison?.Differences.Count ?? 0),
        [.. runs.Select(RescoredRunView.Of)]);
}

/// <param name="Available">False when the interpretation has been deleted since its review.</param>
public sealed record RescoredRunView(
    string DocumentId, string RunId, int VersionNumber, DateTimeOffset ReviewedAt, bool Available, IReadOnlyList<FieldDifferenceView> Fields)
{
    public static RescoredRunView Of(RescoredRun rescored) => new(
        rescored.Run.Document.ToString(),
        rescored.Run.Run.Value,
        rescored.Run.VersionNumber,
        rescored.Run.At,
        rescored.Comparison is not null,
        [.. (rescored.Comparison?.Differences ?? []).Select(field => new FieldDifferenceView(
            field.FieldId, field.FieldKey, field.MappingId, FieldScoreView.Of(field.Before), FieldScoreView.Of(field.After)))]);
}

public sealed record FieldDifferenceView(string FieldId, string FieldKey, string? MappingId, FieldScoreView Before, FieldScoreView After);

public sealed record FieldScoreView(
    decimal FieldReviewHistoryAdjustment, decimal FieldMappingConfidence, ConfidenceBand ConfidenceBand, PolicyState PolicyState)
{
    public static FieldScoreView Of(FieldScore score) => new(score.Adjustment, score.Confidence, score.Band, score.State);
}

using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.Core.Documents.Domain.Calibration;

/// <summary>
/// An interpretation with the confidence that reviews give its values today. What is stored keeps the confidence of its
/// rules, so that the same text gives the same bytes (specs/documents.md §9.2 item 23).
/// </summary>
public static class CalibratedInterpretation
{
    /// <param name="data">As stored.</param>
    /// <param name="policy">Under which it is shown.</param>
    /// <param name="tallies">Counts of its context.</param>
    public static InterpretationData Of(InterpretationData data, CalibrationPolicy policy, IEnumerable<MappingTally> tallies)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(policy);
        var known = tallies.ToDictionary(tally => tally.Unit);
        return data with
        {
            ConfidencePolicy = policy.Confidence,
            Fields = Show(data.Fields),
            Visits = [.. data.Visits.Select(visit => visit with { Fields = Show(visit.Fields), Metadata = Show(visit.Metadata) })],
            OtherFields = Show(data.OtherFields),
        };

        IReadOnlyList<StructuredField> Show(IReadOnlyList<StructuredField> fields) =>
            [.. fields.Select(field => Calibrate(field, policy, known.GetValueOrDefault(new MappingUnit(field.Key, field.MappingId))))];
    }

    // A person's value is as sure as it was: reviews teach rules.
    private static StructuredField Calibrate(StructuredField field, CalibrationPolicy policy, MappingTally? learned)
    {
        var tally = field.Origin == FieldOrigin.Human ? null : learned;
        var adjustment = tally is null ? 0m : policy.AdjustmentOf(tally.Accepted, tally.Edited);
        var confidence = CalibrationPolicy.Compose(field.FieldCandidateConfidence, adjustment);
        return field with
        {
            FieldReviewHistoryAdjustment = adjustment,
            FieldMappingConfidence = confidence,
            PolicyVersion = policy.Version,
            ConfidenceBand = policy.BandOf(confidence),
            PolicyState = tally is null ? PolicyState.Neutral : policy.Next(tally.State, tally.ConfidenceUnder(policy), tally.Volume),
        };
    }
}

using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.Core.Documents.Domain.Calibration;

/// <summary>How a field is shown under a policy.</summary>
public sealed record FieldScore(decimal Adjustment, decimal Confidence, ConfidenceBand Band, PolicyState State)
{
    /// <param name="field">A field of a <see cref="CalibratedInterpretation"/>.</param>
    public static FieldScore Of(StructuredField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new FieldScore(field.FieldReviewHistoryAdjustment, field.FieldMappingConfidence, field.ConfidenceBand!.Value, field.PolicyState!.Value);
    }
}

/// <summary>A field that another policy would show otherwise. Without its value.</summary>
public sealed record FieldDifference(string FieldId, string FieldKey, string? MappingId, FieldScore Before, FieldScore After);

/// <summary>What another policy would change in an interpretation.</summary>
/// <param name="Fields">Fields that were compared.</param>
/// <param name="Differences">Those that would be shown otherwise, in the order of the interpretation.</param>
public sealed record PolicyComparison(int Fields, IReadOnlyList<FieldDifference> Differences)
{
    /// <param name="data">As stored.</param>
    /// <param name="policy">In force.</param>
    /// <param name="candidate">The one to compare with; it takes the counts of <paramref name="policy"/> over.</param>
    /// <param name="tallies">Counts of the interpretation's context.</param>
    public static PolicyComparison Of(
        InterpretationData data, CalibrationPolicy policy, CalibrationPolicy candidate, IReadOnlyList<MappingTally> tallies)
    {
        FieldDifference[] compared =
        [
            .. CalibratedInterpretation.Of(data, policy, tallies).AllFields().Zip(
                CalibratedInterpretation.Of(data, candidate, tallies).AllFields(),
                (before, after) => new FieldDifference(before.FieldId, before.Key, before.MappingId, FieldScore.Of(before), FieldScore.Of(after))),
        ];
        return new PolicyComparison(compared.Length, [.. compared.Where(field => field.Before != field.After)]);
    }
}

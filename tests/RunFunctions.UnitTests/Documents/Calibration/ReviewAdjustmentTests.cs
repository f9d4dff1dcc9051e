using RunFunctions.Core.Documents.Domain.Calibration;

namespace RunFunctions.UnitTests.Documents.Calibration;

/// <summary>What reviews add to a confidence (specs/documents.md §5.4, §5.5).</summary>
public sealed class ReviewAdjustmentTests
{
    [Theory]
    [InlineData(2, 0, 0)]
    [InlineData(3, 0, 9.0)]
    [InlineData(5, 0, 10.7)]
    [InlineData(10, 0, 12.5)]
    [InlineData(100, 0, 14.7)]
    [InlineData(0, 3, -9.0)]
    [InlineData(0, 5, -10.7)]
    [InlineData(2, 1, 3.0)]
    [InlineData(1, 2, -3.0)]
    [InlineData(4, 3, 1.7)]
    [InlineData(3, 3, 0)]
    [InlineData(9, 1, 10.0)]
    public void With_equal_weights_it_is_the_golden_table(int accepted, int edited, double expected) =>
        Assert.Equal((decimal)expected, Policies.Symmetric.AdjustmentOf(accepted, edited));

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(0, 4, 0)]
    [InlineData(5, 0, 10.7)]
    [InlineData(0, 5, -12.5)]
    [InlineData(8, 2, 4.3)]
    [InlineData(100, 0, 14.7)]
    public void A_correction_outweighs_acceptances_and_few_judgements_are_none(int accepted, int edited, double expected) =>
        Assert.Equal((decimal)expected, Policies.Ours.AdjustmentOf(accepted, edited));

    [Theory]
    [InlineData(0.66, 9.0, 0.75)]
    [InlineData(0.50, -12.5, 0.375)]
    [InlineData(0.95, 14.7, 1)]
    [InlineData(0.05, -14.7, 0)]
    public void A_composed_confidence_stays_between_0_and_1(double candidate, double adjustment, double expected) =>
        Assert.Equal((decimal)expected, CalibrationPolicy.Compose((decimal)candidate, (decimal)adjustment));

    [Theory]
    [InlineData(0.49, ConfidenceBand.Low)]
    [InlineData(0.50, ConfidenceBand.Mid)]
    [InlineData(0.74, ConfidenceBand.Mid)]
    [InlineData(0.75, ConfidenceBand.High)]
    public void A_band_begins_at_its_cutoff(double confidence, ConfidenceBand expected) => Assert.Equal(expected, Policies.Ours.BandOf((decimal)confidence));
}

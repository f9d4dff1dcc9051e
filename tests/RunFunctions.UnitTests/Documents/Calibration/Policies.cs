using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.UnitTests.Documents.Calibration;

/// <summary>Policies to test with.</summary>
internal static class Policies
{
    public static CalibrationPolicy Ours { get; } = new(
        "v1",
        new ConfidenceBands(0.50m, 0.75m),
        new PolicyThresholds(new StateThreshold(0.78m, 0.74m), new StateThreshold(0.38m, 0.46m), Suppressed: null),
        MinVolume: 5,
        EditWeight: 2m,
        ReopenReverts: false);

    /// <summary>Counts as the system that is replaced did.</summary>
    public static CalibrationPolicy Symmetric { get; } = Ours with { MinVolume = 3, EditWeight = 1m };

    public static CalibrationPolicy Suppressing { get; } =
        Ours with { Thresholds = Ours.Thresholds with { Suppressed = new StateThreshold(0.20m, 0.30m) } };
}

using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.Core.Documents.Domain.Calibration;

/// <summary>How confidence is shown and what reviews teach it (specs/documents.md §5.5); made by <see cref="PolicyRules"/>.</summary>
/// <param name="Version">Names the policy. What was learned under one version is not used under another.</param>
/// <param name="Bands">Where bands are cut.</param>
/// <param name="Thresholds">Where states are entered and left.</param>
/// <param name="MinVolume">Judgements of a mapping before its confidence moves; at least 1.</param>
/// <param name="EditWeight">How many acceptances one correction outweighs; 1 to 10.</param>
/// <param name="ReopenReverts">Whether reopening a document takes back the acceptances of its review.</param>
public sealed record CalibrationPolicy(
    string Version, ConfidenceBands Bands, PolicyThresholds Thresholds, int MinVolume, decimal EditWeight, bool ReopenReverts)
{
    /// <summary>Most percentage points that reviews add or take.</summary>
    private const decimal MaxAdjustment = 15m;

    /// <summary>The part that interpretations carry.</summary>
    public ConfidencePolicy Confidence => new(Version, Bands);

    /// <summary>
    /// What reviews add to a mapping's confidence, in percentage points with one decimal:
    /// 15 · clamp(2((a + 1) / (a + w·e + 2) − 0.5), −1, 1), and 0 below the minimum volume (§5.5). Written with one division,
    /// which keeps it exact; the clamp is implied.
    /// </summary>
    /// <param name="accepted">Judgements that left the value as it was.</param>
    /// <param name="edited">Judgements that corrected it.</param>
    public decimal AdjustmentOf(int accepted, int edited)
    {
        var weighed = EditWeight * edited;
        return accepted + edited < MinVolume ? 0m : decimal.Round(MaxAdjustment * (accepted - weighed) / (accepted + weighed + 2m), 1);
    }

    /// <summary>A candidate's confidence as reviews correct it, 0 to 1.</summary>
    /// <param name="candidate">0 to 1.</param>
    /// <param name="adjustment">Percentage points.</param>
    public static decimal Compose(decimal candidate, decimal adjustment) => decimal.Clamp(candidate + (adjustment / 100m), 0m, 1m);

    public ConfidenceBand BandOf(decimal confidence) =>
        confidence < Bands.LowMax ? ConfidenceBand.Low : confidence < Bands.MidMax ? ConfidenceBand.Mid : ConfidenceBand.High;

    /// <summary>The state that follows. A state is entered at one confidence and left at another; asked again, it is the same.</summary>
    /// <param name="previous">The state so far.</param>
    /// <param name="confidence">The mapping's confidence now.</param>
    /// <param name="volume">Its judgements.</param>
    public PolicyState Next(PolicyState previous, decimal confidence, int volume)
    {
        var (boosted, demoted, suppressed) = Thresholds;
        return volume < MinVolume ? PolicyState.Neutral
            : confidence >= boosted.Enter || (previous == PolicyState.Boosted && confidence >= boosted.Exit) ? PolicyState.Boosted
            : suppressed is not null && (confidence <= suppressed.Enter || (previous == PolicyState.Suppressed && confidence <= suppressed.Exit)) ? PolicyState.Suppressed
            : confidence <= demoted.Enter || (previous is PolicyState.Demoted or PolicyState.Suppressed && confidence <= demoted.Exit) ? PolicyState.Demoted
            : PolicyState.Neutral;
    }
}

/// <param name="Boosted">Entered from below: <c>Enter</c> above <c>Exit</c>.</param>
/// <param name="Demoted">Entered from above: <c>Enter</c> below <c>Exit</c>.</param>
/// <param name="Suppressed">Below <paramref name="Demoted"/>; null when no mapping is ever suppressed.</param>
public sealed record PolicyThresholds(StateThreshold Boosted, StateThreshold Demoted, StateThreshold? Suppressed);

/// <param name="Enter">Confidence at which a state is entered.</param>
/// <param name="Exit">Confidence beyond which it is left.</param>
public sealed record StateThreshold(decimal Enter, decimal Exit);

using System.Text;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.UnitTests.Documents.Editing;

namespace RunFunctions.UnitTests.Documents.Calibration;

/// <summary>Interpretations with the confidence of today.</summary>
public sealed class CalibratedInterpretationTests
{
    private static readonly MappingTally Accepted = new(Edits.Sample.ContextKey, new MappingUnit(Edits.PetName.Key, Edits.PetName.MappingId))
    {
        Accepted = 10,
        CandidateConfidence = Edits.PetName.FieldCandidateConfidence,
        State = PolicyState.Boosted,
    };

    /// <summary>Defect 23 of specs/documents.md §9.2: what was learned later did not reach documents that had been processed.</summary>
    [Fact]
    public void What_reviews_taught_later_is_shown_and_what_is_stored_stays()
    {
        var stored = InterpretationJson.Write(Edits.Sample);
        var shown = CalibratedInterpretation.Of(InterpretationJson.Read(stored), Policies.Ours, [Accepted]);
        var field = shown.Fields.Single(one => one.FieldId == Edits.PetName.FieldId);
        Assert.Equal(
            (12.5m, 0.785m, ConfidenceBand.High, PolicyState.Boosted, Edits.PetName.FieldCandidateConfidence),
            (field.FieldReviewHistoryAdjustment, field.FieldMappingConfidence, field.ConfidenceBand, field.PolicyState, field.FieldCandidateConfidence));
        Assert.Equal(Policies.Ours.Confidence, shown.ConfidencePolicy);
        Assert.Equal(stored, InterpretationJson.Write(Edits.Sample));
        Assert.DoesNotContain("confidence_band", Encoding.UTF8.GetString(stored), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_has_a_band_and_a_state_wherever_it_stands()
    {
        var shown = CalibratedInterpretation.Of(Edits.Sample, Policies.Ours, []);
        Assert.Equal(Edits.Sample.AllFields().Count(), shown.AllFields().Count());
        Assert.All(shown.AllFields(), field => Assert.Equal(
            (0m, field.FieldCandidateConfidence, PolicyState.Neutral, true),
            (field.FieldReviewHistoryAdjustment, field.FieldMappingConfidence, field.PolicyState!.Value, field.ConfidenceBand is not null)));
    }

    [Fact]
    public void A_value_that_a_person_gave_learns_nothing_from_the_rule_that_was_wrong()
    {
        var edited = Edits.Applied(Edits.Update(Edits.PetName, "Luna")).Data;
        var field = CalibratedInterpretation.Of(edited, Policies.Ours, [Accepted]).Fields.Single(one => one.FieldId == Edits.PetName.FieldId);
        Assert.Equal((0m, PolicyState.Neutral), (field.FieldReviewHistoryAdjustment, field.PolicyState!.Value));
    }

    [Fact]
    public void The_policy_in_force_differs_in_nothing_from_itself() =>
        Assert.Empty(PolicyComparison.Of(Edits.Sample, Policies.Ours, Policies.Ours, [Accepted]).Differences);

    [Fact]
    public void Another_policy_tells_the_fields_that_it_would_show_otherwise()
    {
        var strict = Policies.Ours with { MinVolume = 50 };
        var comparison = PolicyComparison.Of(Edits.Sample, Policies.Ours, strict, [Accepted]);
        var difference = Assert.Single(comparison.Differences);
        Assert.Equal(Edits.Sample.AllFields().Count(), comparison.Fields);
        Assert.Equal(
            (Edits.PetName.FieldId, new FieldScore(12.5m, 0.785m, ConfidenceBand.High, PolicyState.Boosted), new FieldScore(0m, 0.66m, ConfidenceBand.Mid, PolicyState.Neutral)),
            (difference.FieldId, difference.Before, difference.After));
    }
}

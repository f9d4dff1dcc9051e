using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Documents.Domain.Calibration;

namespace RunFunctions.UnitTests.Documents.Calibration;

/// <summary>Policy states are entered at one confidence and left at another (specs/documents.md §5.5).</summary>
public sealed class PolicyStateTests
{
    private const int Enough = 5;

    private static readonly Arbitrary<(PolicyState Previous, int Percent)> Situations =
        Gen.Elements(Enum.GetValues<PolicyState>()).Zip(Gen.Choose(0, 100)).ToArbitrary();

    [Theory]
    [InlineData(PolicyState.Neutral, 0.77, PolicyState.Neutral)]
    [InlineData(PolicyState.Neutral, 0.78, PolicyState.Boosted)]
    [InlineData(PolicyState.Boosted, 0.74, PolicyState.Boosted)]
    [InlineData(PolicyState.Boosted, 0.73, PolicyState.Neutral)]
    [InlineData(PolicyState.Neutral, 0.39, PolicyState.Neutral)]
    [InlineData(PolicyState.Neutral, 0.38, PolicyState.Demoted)]
    [InlineData(PolicyState.Demoted, 0.46, PolicyState.Demoted)]
    [InlineData(PolicyState.Demoted, 0.47, PolicyState.Neutral)]
    [InlineData(PolicyState.Boosted, 0.10, PolicyState.Demoted)]
    public void A_state_follows_from_the_one_before_and_the_confidence(PolicyState previous, double confidence, PolicyState expected) =>
        Assert.Equal(expected, Policies.Ours.Next(previous, (decimal)confidence, Enough));

    [Theory]
    [InlineData(PolicyState.Demoted, 0.20, PolicyState.Suppressed)]
    [InlineData(PolicyState.Suppressed, 0.30, PolicyState.Suppressed)]
    [InlineData(PolicyState.Suppressed, 0.31, PolicyState.Demoted)]
    [InlineData(PolicyState.Suppressed, 0.47, PolicyState.Neutral)]
    public void Suppression_lies_below_demotion(PolicyState previous, double confidence, PolicyState expected) =>
        Assert.Equal(expected, Policies.Suppressing.Next(previous, (decimal)confidence, Enough));

    [Fact]
    public void Asked_again_the_state_is_the_same() => Prop.ForAll(Situations, at =>
    {
        var next = Policies.Suppressing.Next(at.Previous, at.Percent / 100m, Enough);
        Assert.Equal(next, Policies.Suppressing.Next(next, at.Percent / 100m, Enough));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_confidence_is_never_a_worse_state() => Prop.ForAll(Situations, at =>
    {
        var (lower, higher) = (Rank(at.Percent), Rank(at.Percent + 1));
        Assert.True(lower <= higher, $"{at.Previous} at {at.Percent}");

        int Rank(int percent) => Policies.Suppressing.Next(at.Previous, percent / 100m, Enough) switch
        {
            PolicyState.Suppressed => 0,
            PolicyState.Demoted => 1,
            PolicyState.Neutral => 2,
            _ => 3,
        };
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Between_exit_and_entry_the_state_stays_and_beyond_the_middle_it_is_neutral() => Prop.ForAll(Situations, at =>
    {
        var next = Policies.Ours.Next(at.Previous, at.Percent / 100m, Enough);
        if (at.Percent is >= 74 and < 78 && at.Previous == PolicyState.Boosted)
        {
            Assert.Equal(PolicyState.Boosted, next);
        }

        if (at.Percent is > 46 and < 74)
        {
            Assert.Equal(PolicyState.Neutral, next);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Too_few_judgements_are_neutral_and_nothing_is_suppressed_without_thresholds() => Prop.ForAll(Situations, at =>
    {
        Assert.Equal(PolicyState.Neutral, Policies.Suppressing.Next(at.Previous, at.Percent / 100m, Enough - 1));
        Assert.NotEqual(PolicyState.Suppressed, Policies.Ours.Next(at.Previous, at.Percent / 100m, Enough));
    }).QuickCheckThrowOnFailure();
}

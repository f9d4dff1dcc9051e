using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

/// <summary>Places: never more than the limits allow, none free while somebody could have it, oldest first.</summary>
public sealed class RunPlacesTests
{
    private static readonly RunKind[] Kinds = [RunKind.Parse("document"), RunKind.Parse("export")];

    [Fact]
    public void Whatever_runs_enter_and_leave_the_limits_hold_and_no_place_is_free_while_one_waits_that_fits()
    {
        var limits = Gen.Choose(0, 4).Zip(Gen.Choose(0, 3)).Where(pair => pair.Item1 + pair.Item2 > 0);
        var scripts = limits.Zip(Gen.Choose(0, 29).Zip(Gen.Choose(0, 2)).ArrayOf(60)).ToArbitrary();
        Prop.ForAll(scripts, script =>
        {
            var settings = Limits(script.Item1.Item1, script.Item1.Item2);
            var places = RunPlaces.None;
            foreach (var (which, command) in script.Item2)
            {
                var before = places;
                places = command < 2 ? places.Enter(NewRun(which), settings) : places.Leave([NewRun(which).Id], settings);
                Check(before, places, settings);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_place_that_is_given_back_goes_to_the_run_that_was_asked_for_first()
    {
        var settings = Limits(1, 0);
        var full = RunPlaces.None.Enter(NewRun(5), settings).Enter(NewRun(7), settings).Enter(NewRun(3), settings);
        Assert.Equal([NewRun(5).Id], full.GrantedSince(RunPlaces.None));

        var next = full.Leave([NewRun(5).Id], settings);
        Assert.Equal([NewRun(3).Id], next.GrantedSince(full));
        Assert.False(next.IsHeldBy(NewRun(7).Id));
    }

    [Fact]
    public void A_run_whose_kind_is_full_lets_younger_ones_of_other_kinds_pass()
    {
        var settings = Limits(0, 1);
        var places = RunPlaces.None.Enter(NewRun(0), settings).Enter(NewRun(2), settings).Enter(NewRun(3), settings);
        Assert.True(places.IsHeldBy(NewRun(0).Id));
        Assert.False(places.IsHeldBy(NewRun(2).Id));
        Assert.True(places.IsHeldBy(NewRun(3).Id));
    }

    [Fact]
    public void A_lower_limit_takes_no_place_away_and_grants_none()
    {
        var wide = RunPlaces.None.Enter(NewRun(0), Limits(3, 0)).Enter(NewRun(1), Limits(3, 0)).Enter(NewRun(2), Limits(3, 0));
        var narrow = wide.Enter(NewRun(3), Limits(1, 0)).Leave([NewRun(0).Id], Limits(1, 0));
        Assert.Equal([NewRun(1).Id, NewRun(2).Id], narrow.All.Where(place => place.Held).Select(place => place.Run));
    }

    [Theory]
    [InlineData(-1, "")]
    [InlineData(0, "document")]
    [InlineData(0, "document=-1")]
    [InlineData(0, "document=1,document=2")]
    [InlineData(0, "Document=1")]
    [InlineData(0, "document=99999999999")]
    public void Settings_that_mean_nothing_are_refused(int perOrganization, string perKind) =>
        Assert.Throws<InvalidOperationException>(() => ConcurrencyLimits.Of(new ConcurrencySettings { PerOrganization = perOrganization, PerKind = perKind }));

    [Fact]
    public void A_limit_of_waiting_runs_of_a_kind_that_means_nothing_is_refused_by_its_name() =>
        Assert.Contains("MaxQueuedPerKind", Assert.Throws<InvalidOperationException>(
            () => ConcurrencyLimits.Of(new ConcurrencySettings { MaxQueuedPerKind = "document" })).Message, StringComparison.Ordinal);

    [Fact]
    public void Settings_name_kinds_with_their_limits()
    {
        var limits = ConcurrencyLimits.Of(new ConcurrencySettings { PerKind = "document=4, export=1" });
        Assert.Equal((4, 1, 0), (limits.LimitOf(Kinds[0]), limits.LimitOf(Kinds[1]), limits.LimitOf(RunKind.Parse("other"))));
        Assert.True(limits.LimitRunning);
        Assert.False(ConcurrencyLimits.Of(new ConcurrencySettings()).LimitRunning);
    }

    private static void Check(RunPlaces before, RunPlaces after, ConcurrencyLimits limits)
    {
        var held = after.All.Where(place => place.Held).ToList();
        Assert.Equal(after.All.Count, after.All.DistinctBy(place => place.Run).Count());
        Assert.True(limits.PerOrganization == 0 || held.Count <= limits.PerOrganization);
        Assert.All(Kinds, kind => Assert.True(limits.LimitOf(kind) == 0 || held.Count(place => place.Kind == kind) <= limits.LimitOf(kind)));
        Assert.All(before.All.Where(place => place.Held), place => Assert.True(after.IsHeldBy(place.Run) || after.All.All(other => other.Run != place.Run)));

        var waiting = after.All.Where(place => !place.Held).ToList();
        var isFull = limits.PerOrganization > 0 && held.Count == limits.PerOrganization;
        Assert.All(waiting, place => Assert.True(
            isFull || (limits.LimitOf(place.Kind) > 0 && held.Count(other => other.Kind == place.Kind) == limits.LimitOf(place.Kind))));
        foreach (var granted in after.GrantedSince(before).Select(run => after.All.Single(place => place.Run == run)))
        {
            Assert.DoesNotContain(waiting, place => place.Kind == granted.Kind && place.ListedAt < granted.ListedAt);
        }
    }

    private static ConcurrencyLimits Limits(int perOrganization, int perDocumentKind) =>
        new() { PerOrganization = perOrganization, PerKind = new Dictionary<RunKind, int> { [RunKind.Parse("document")] = perDocumentKind } };

    // Even ones are documents.
    private static Run NewRun(int i)
    {
        var subject = new SubjectKey(Kinds[i % 2], "s");
        var at = RunBuilder.Noon.AddSeconds(i);
        return new Run
        {
            Organization = RunBuilder.Organization,
            Id = RunId.New(subject, Guid.Parse($"00000000-0000-4000-8000-{i:x12}")),
            Subject = subject,
            State = RunState.Queued,
            CreatedAt = at,
            ListedAt = at,
            UpdatedAt = at,
            CorrelationId = "request",
            CreatedBy = RunBuilder.Origin.User,
        };
    }
}

using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class RaceRules
{
    [Fact]
    public async Task The_first_of_two_activities_decides() =>
        Assert.Equal("fast", (await Engine.RunAsync(nameof(RaceFunctions.RaceTwoActivities))).Result<string>());

    [Fact]
    public async Task An_activity_that_beats_the_timeout_cancels_its_timer() =>
        Assert.Equal("done, the timer is cancelled: True", (await Engine.RunAsync(nameof(RaceFunctions.RaceAgainstTimeout), new Race(0, 3_600_000))).Result<string>());

    [Fact]
    public async Task A_timeout_that_beats_the_activity_ends_the_orchestration_without_it() =>
        Assert.Equal("too late", (await Engine.RunAsync(nameof(RaceFunctions.RaceAgainstTimeout), new Race(3000, 50))).Result<string>());

    [Fact]
    public async Task An_event_that_beats_the_timeout_cancels_its_timer()
    {
        var id = await Engine.StartAndWaitAsync(nameof(RaceFunctions.RaceEventAgainstTimeout));

        await Engine.RaiseAsync(id, "go", "in time");

        Assert.Equal("in time", (await Engine.CompletionAsync(id)).Result<string>());
    }

    [Fact]
    public async Task The_loser_of_a_race_can_still_be_awaited() =>
        Assert.Equal("fast, then slow", (await Engine.RunAsync(nameof(RaceFunctions.AwaitBoth))).Result<string>());
}

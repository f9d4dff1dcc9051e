using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class ReplayRules
{
    [Fact]
    public async Task The_clock_says_the_same_in_every_replay()
    {
        var seen = await ObserveAsync(nameof(ReplayFunctions.ObserveClock));

        Assert.EndsWith(" Utc", Assert.Single(seen.Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guids_are_the_same_in_every_replay_and_differ_from_each_other()
    {
        var seen = await ObserveAsync(nameof(ReplayFunctions.ObserveGuids));

        var guids = Assert.Single(seen.Distinct()).Split(' ').Select(Guid.Parse).ToArray();
        Assert.NotEqual(guids[0], guids[1]);
        Assert.All(guids, guid => Assert.Equal(5, guid.Version));
    }

    [Fact]
    public async Task An_orchestrator_knows_whether_it_is_replayed()
    {
        var ended = await Engine.RunAsync(nameof(ReplayFunctions.ObserveReplaying));

        Assert.Equal(["before False", "before True", "after False"], await Engine.ObservedAsync(ended.InstanceId));
    }

    [Fact]
    public async Task A_replay_safe_logger_says_each_thing_once()
    {
        var ended = await Engine.RunAsync(nameof(ReplayFunctions.Talk));

        Assert.Equal(["begins", "goes on", "ends"], await Engine.ObservedAsync(ended.InstanceId));
    }

    [Fact]
    public async Task A_replay_does_not_run_activities_again()
    {
        var ended = await Engine.RunAsync(nameof(ReplayFunctions.CountActivities));

        Assert.Equal("Completed", ended.Status);
        Assert.Equal(3, (await Engine.ObservedAsync(ended.InstanceId)).Length);
    }

    // One observation an execution: a start and three results.
    private static async Task<string[]> ObserveAsync(string orchestrator)
    {
        var ended = await Engine.RunAsync(orchestrator);
        var seen = await Engine.ObservedAsync(ended.InstanceId);
        Assert.Equal(4, seen.Length);
        return seen;
    }
}

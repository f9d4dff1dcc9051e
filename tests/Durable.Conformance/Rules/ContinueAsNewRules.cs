using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class ContinueAsNewRules
{
    [Fact]
    public async Task Starting_over_keeps_the_id_and_takes_the_new_input()
    {
        var id = Engine.NewId();

        var ended = await Engine.RunAsync(nameof(ContinueAsNewFunctions.GoRound), new Rounds(1, 5), id);

        Assert.Equal((id, 5), (ended.InstanceId, ended.Result<int>()));
    }

    [Fact]
    public async Task Starting_over_leaves_the_history_of_the_last_execution_alone()
    {
        var ended = await Engine.RunAsync(nameof(ContinueAsNewFunctions.GoRound), new Rounds(1, 5));

        var status = await Management.StatusAsync(ended.InstanceId, "showHistory=true");

        Assert.Single(status.GetProperty("historyEvents").EnumerateArray(), told => told.GetProperty("EventType").GetString() == "TaskCompleted");
    }

    [Fact]
    public async Task Events_that_were_not_awaited_go_on_to_the_next_execution() => Assert.Equal(6, await DrainAsync(preserve: true, [1, 2, 3]));

    [Fact]
    public async Task Events_that_were_not_awaited_are_dropped_when_asked_for() => Assert.Equal(1, await DrainAsync(preserve: false, [1]));

    [Fact]
    public async Task What_was_sent_before_starting_over_arrives()
    {
        var sender = Engine.NewId();
        var receiver = await Engine.StartAndWaitAsync(nameof(EventFunctions.Collect), 3, sender + "-receiver");
        await Engine.RaiseAsync(receiver, "open", "now");

        await Engine.RunAsync(nameof(ContinueAsNewFunctions.SendEachRound), new Rounds(1, 3), sender);

        Assert.Equal([1, 2, 3], (await Engine.CompletionAsync(receiver)).Result<int[]>()!.Order());
    }

    // All numbers are there before the first round; what is dropped is a number that no round can take.
    private static async Task<int> DrainAsync(bool preserve, int[] numbers)
    {
        var id = await Engine.StartAndWaitAsync(nameof(ContinueAsNewFunctions.Drain), new Drained(0, preserve));
        foreach (var number in preserve ? numbers : [.. numbers, 1000])
        {
            await Engine.RaiseAsync(id, "number", number);
        }

        foreach (var number in numbers)
        {
            await Engine.RaiseAsync(id, "open", $"for {number}");
        }

        await Engine.UntilAsync(id, instance => instance.Input is { } input && input.Contains($"\"Sum\":{numbers.Sum()}", StringComparison.OrdinalIgnoreCase));
        await Engine.RaiseAsync(id, "open", "for the last");
        await Engine.RaiseAsync(id, "number", -1);
        return (await Engine.CompletionAsync(id)).Result<int>();
    }
}

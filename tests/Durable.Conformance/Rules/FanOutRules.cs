using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class FanOutRules
{
    [Fact]
    public async Task Two_hundred_activities_come_back_in_the_order_of_their_calls() =>
        Assert.Equal(Squares(200), (await Engine.RunAsync(nameof(FanOutFunctions.SquareAll), 200)).Result<int[]>()!);

    [Fact]
    public async Task Sub_orchestrations_fan_out_like_activities() =>
        Assert.Equal(Squares(10), (await Engine.RunAsync(nameof(FanOutFunctions.SquareAllInChildren), 10)).Result<int[]>()!);

    [Fact]
    public async Task A_failure_among_many_is_thrown_when_all_have_ended() =>
        Assert.Equal("Refuse failed; first, third did not", (await Engine.RunAsync(nameof(FanOutFunctions.FailOneOfThree))).Result<string>());

    private static IEnumerable<int> Squares(int count) => Enumerable.Range(0, count).Select(number => number * number);
}

using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class TimerRules
{
    [Fact]
    public async Task A_timer_does_not_fire_before_its_time()
    {
        var alarm = (await Engine.RunAsync(nameof(TimerFunctions.Sleep), 300)).Result<Alarm>()!;

        Assert.True(alarm.Fired >= alarm.Due, alarm.ToString());
    }

    [Fact]
    public async Task A_timer_in_the_past_fires_at_once()
    {
        var alarm = (await Engine.RunAsync(nameof(TimerFunctions.Sleep), -3_600_000)).Result<Alarm>()!;

        Assert.True(alarm.Fired > alarm.Due, alarm.ToString());
    }

    [Fact]
    public async Task Timers_fire_in_the_order_of_their_times() =>
        Assert.Equal("the sooner one", (await Engine.RunAsync(nameof(TimerFunctions.SleepTwice))).Result<string>());

    [Fact]
    public async Task A_cancelled_timer_throws_and_does_not_hold_the_orchestration() =>
        Assert.Equal("cancelled", (await Engine.RunAsync(nameof(TimerFunctions.CancelTimer))).Result<string>());
}

using System.Globalization;
using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class RetryRules
{
    [Fact]
    public async Task An_activity_that_keeps_failing_is_attempted_as_often_as_the_policy_says()
    {
        var plan = new RetryPlan(Engine.NewId(), Failures: 9, Most: 3, First: 20);

        var ended = await Engine.RunAsync(nameof(RetryFunctions.RetryByPolicy), plan);

        Assert.Contains("attempt 3 failed", ended.FailureOf().Message, StringComparison.Ordinal);
        Assert.Equal(3, (await Engine.ObservedAsync(plan.Key)).Length);
    }

    [Fact]
    public async Task The_first_attempt_that_succeeds_ends_the_retries()
    {
        var plan = new RetryPlan(Engine.NewId(), Failures: 2, Most: 9, First: 20);

        var ended = await Engine.RunAsync(nameof(RetryFunctions.RetryByPolicy), plan);

        Assert.Equal(3, ended.Result<int>());
        Assert.Equal(3, (await Engine.ObservedAsync(plan.Key)).Length);
    }

    [Fact]
    public async Task The_pause_between_attempts_is_the_first_interval_at_least()
    {
        var pauses = await PausesAsync(new RetryPlan(Engine.NewId(), Failures: 2, Most: 9, First: 200));

        Assert.All(pauses, pause => Assert.True(pause >= 200, $"{pause} ms"));
    }

    [Fact]
    public async Task Pauses_grow_by_the_backoff_coefficient()
    {
        var pauses = await PausesAsync(new RetryPlan(Engine.NewId(), Failures: 3, Most: 9, First: 50, Coefficient: 3));

        Assert.True(pauses is [>= 50, >= 150, >= 450], string.Join(", ", pauses));
    }

    [Fact]
    public async Task No_pause_is_longer_than_the_longest_interval()
    {
        // Without the limit the third pause would be ten minutes.
        var pauses = await PausesAsync(new RetryPlan(Engine.NewId(), Failures: 3, Most: 9, First: 60, Coefficient: 100, Longest: 120));

        Assert.True(pauses is [>= 60, >= 120, >= 120], string.Join(", ", pauses));
    }

    [Fact]
    public async Task No_attempt_is_planned_after_the_retry_timeout()
    {
        var plan = new RetryPlan(Engine.NewId(), Failures: 99, Most: 99, First: 700, Timeout: 1000);

        var ended = await Engine.RunAsync(nameof(RetryFunctions.RetryByPolicy), plan);

        Assert.Equal("Failed", ended.Status);
        Assert.InRange((await Engine.ObservedAsync(plan.Key)).Length, 2, 3);
    }

    [Fact]
    public async Task A_failure_that_the_policy_does_not_handle_is_not_retried()
    {
        var plan = new RetryPlan(Engine.NewId(), Failures: 9, Most: 9, First: 20, NotRetried: "System.InvalidOperationException");

        var ended = await Engine.RunAsync(nameof(RetryFunctions.RetryByPolicy), plan);

        Assert.Contains("attempt 1 failed", ended.FailureOf().Message, StringComparison.Ordinal);
        Assert.Single(await Engine.ObservedAsync(plan.Key));
    }

    [Fact]
    public async Task A_retry_handler_sees_each_failure_and_decides()
    {
        var plan = new RetryPlan(Engine.NewId(), Failures: 9, Most: 3, First: 20);

        var ended = await Engine.RunAsync(nameof(RetryFunctions.RetryByHandler), plan);

        Assert.Equal("Failed", ended.Status);
        Assert.Equal(
            Enumerable.Range(1, 3).Select(number => $"{number} System.InvalidOperationException attempt {number} failed"),
            await Engine.ObservedAsync(plan.Key + ":handler"));
    }

    [Fact]
    public async Task A_retry_handler_may_wait_on_a_durable_timer()
    {
        var plan = new RetryPlan(Engine.NewId(), Failures: 1, Most: 2, First: 200);

        var ended = await Engine.RunAsync(nameof(RetryFunctions.RetryByWaitingHandler), plan);

        Assert.Equal(2, ended.Result<int>());
        Assert.True((await PausesOfAsync(plan.Key)).Single() >= 200);
    }

    [Fact]
    public async Task A_sub_orchestration_is_retried_under_its_own_id()
    {
        var plan = new RetryPlan(Engine.NewId(), Failures: 2, Most: 3, First: 20);

        var ended = await Engine.RunAsync(nameof(RetryFunctions.RetryChild), plan);

        Assert.Equal(3, ended.Result<int>());
        Assert.Equal("Completed", (await Engine.FindAsync(plan.Key + "-child"))!.Status);
    }

    // Milliseconds between the attempts of an instance that completes in the end.
    private static async Task<double[]> PausesAsync(RetryPlan plan)
    {
        var ended = await Engine.RunAsync(nameof(RetryFunctions.RetryByPolicy), plan);
        Assert.Equal(plan.Failures + 1, ended.Result<int>());
        return await PausesOfAsync(plan.Key);
    }

    private static async Task<double[]> PausesOfAsync(string key)
    {
        var times = (await Engine.ObservedAsync(key)).Select(text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return [.. times.Skip(1).Zip(times, (later, earlier) => (later - earlier).TotalMilliseconds)];
    }
}

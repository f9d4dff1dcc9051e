using Microsoft.DurableTask;

namespace LocalRuntime.Tests.Durable;

public sealed class FailureTests
{
    [Fact]
    public async Task Calling_an_activity_that_does_not_exist_fails_at_once_whatever_the_retry_policy()
    {
        var tasks = new TestTasks().Orchestrator("Call", async context =>
            await context.CallActivityAsync<int>("Nowhere", null, TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromHours(1)))));
        await using var hub = await TestHub.StartAsync(tasks);

        var ended = await hub.RunAsync("Call");

        Assert.Contains("'Nowhere' doesn't exist", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }
}

using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.Durable;

public sealed class FailureTests
{
    [Fact]
    public async Task A_failure_keeps_its_type_and_message_through_sub_orchestrations()
    {
        var tasks = new TestTasks()
            .Orchestrator("Outer", async context => await context.CallSubOrchestratorAsync<int>("Inner"))
            .Orchestrator("Inner", async context => await context.CallActivityAsync<int>("Throw"))
            .Activity<object, int>("Throw", _ => throw new ArgumentOutOfRangeException(null, "too old"));
        await using var hub = await TestHub.StartAsync(tasks);

        var ended = await hub.RunAsync("Outer");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        var outer = ended.FailureDetails!;
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", outer.ErrorType);
        Assert.StartsWith("Task 'Inner' (#0) failed with an unhandled exception: Task 'Throw' (#0) failed", outer.ErrorMessage, StringComparison.Ordinal);
        var activity = outer.InnerFailure!.InnerFailure!;
        Assert.Equal("System.ArgumentOutOfRangeException", activity.ErrorType);
        Assert.True(activity.IsCausedBy<ArgumentException>());
        Assert.False(activity.IsCausedBy<InvalidOperationException>());
        Assert.StartsWith("Microsoft.DurableTask.TaskFailedException: Task 'Inner'", ended.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestrator_may_catch_a_failure_and_go_on()
    {
        var tasks = new TestTasks()
            .Orchestrator("Catch", async context =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("Throw");
                }
                catch (TaskFailedException failed)
                {
                    return $"{failed.TaskName} {failed.TaskId} {failed.FailureDetails.ErrorType}";
                }
            })
            .Activity<object, string>("Throw", _ => throw new NotSupportedException());
        await using var hub = await TestHub.StartAsync(tasks);

        Assert.Equal("Throw 0 System.NotSupportedException", (await hub.RunAsync("Catch")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Calling_an_activity_that_does_not_exist_fails_at_once_whatever_the_retry_policy()
    {
        var tasks = new TestTasks().Orchestrator("Call", async context =>
            await context.CallActivityAsync<int>("Nowhere", null, TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromHours(1)))));
        await using var hub = await TestHub.StartAsync(tasks);

        var ended = await hub.RunAsync("Call");

        Assert.Contains("'Nowhere' doesn't exist", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_of_another_shape_fails_the_orchestration_that_awaits_it()
    {
        var tasks = new TestTasks().Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("number"));
        await using var hub = await TestHub.StartAsync(tasks);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", TestHub.Patience);

        await hub.Client.RaiseEventAsync(id, "number", "not a number", TestHub.Patience);

        Assert.Equal("System.Text.Json.JsonException", (await hub.CompletionAsync(id)).FailureDetails!.ErrorType);
    }
}

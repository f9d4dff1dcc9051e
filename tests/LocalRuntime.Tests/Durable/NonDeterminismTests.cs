using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.Durable;

/// <summary>An instance starts with one code and goes on with another.</summary>
public sealed class NonDeterminismTests
{
    private const string ErrorType = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    [Fact]
    public async Task Another_activity_at_the_same_place_fails_naming_both()
    {
        var failure = await ChangeAsync(
            async context => await context.CallActivityAsync<int>("First"),
            async context => await context.CallActivityAsync<int>("Other"));

        Assert.Contains("(TaskScheduled) with sequence ID 0 and name 'First'", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("instead scheduled an activity task (TaskScheduled) with sequence ID 0 and name 'Other'", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_in_place_of_an_activity_fails_naming_both()
    {
        var failure = await ChangeAsync(
            async context => await context.CallActivityAsync<int>("First"),
            async context =>
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return 0;
            });

        Assert.Contains("name 'First'", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("instead scheduled a timer (TimerCreated) with sequence ID 0", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_gone_fails_naming_it()
    {
        var failure = await ChangeAsync(async context => await context.CallActivityAsync<int>("First"), _ => Task.FromResult(1));

        Assert.Contains("name 'First', but the current replay execution hasn't scheduled it", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_history_does_not_know_fails_naming_it()
    {
        var failure = await ChangeAsync(
            async context => await context.CallActivityAsync<int>("First"),
            async context => (await Task.WhenAll(context.CallActivityAsync<int>("First"), context.CallActivityAsync<int>("Second"))).Sum());

        Assert.Contains("name 'Second', but no previous execution", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Using_the_context_from_another_thread_fails_the_instance()
    {
        var tasks = new TestTasks()
            .Orchestrator("Escape", async context => await Task.Run(() => context.CallActivityAsync<int>("First")))
            .Activity<object, int>("First", _ => 1);
        await using var hub = await TestHub.StartAsync(tasks);

        var ended = await hub.RunAsync("Escape");

        Assert.StartsWith("An invalid asynchronous invocation was detected", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(0, tasks.Runs("First"));
    }

    [Fact]
    public async Task Leaving_the_orchestrator_thread_with_ConfigureAwait_fails_the_instance_as_officially()
    {
        var tasks = new TestTasks()
            .Orchestrator("Bare", async context =>
            {
                var one = await context.CallActivityAsync<int>("First").ConfigureAwait(false);
                return one + await context.CallActivityAsync<int>("First").ConfigureAwait(false);
            })
            .Activity<object, int>("First", _ => 1);
        await using var hub = await TestHub.StartAsync(tasks);

        var ended = await hub.RunAsync("Bare");

        Assert.StartsWith("An invalid asynchronous invocation was detected", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    private static async Task<TaskFailureDetails> ChangeAsync(Func<TaskOrchestrationContext, Task<int>> before, Func<TaskOrchestrationContext, Task<int>> after)
    {
        var name = TestHub.NewName();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (var first = await TestHub.StartAsync(Tasks(before, reached), name))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Changing", null, new StartOrchestrationOptions("changing"), TestHub.Patience);
            await reached.Task.WaitAsync(TestHub.Patience);
        }

        await using var second = await TestHub.StartAsync(Tasks(after, reached), name);
        var ended = await second.CompletionAsync("changing");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal(ErrorType, ended.FailureDetails!.ErrorType);
        return ended.FailureDetails;
    }

    // The activity of the first code has been recorded when it runs, and does not return before the crash.
    private static TestTasks Tasks(Func<TaskOrchestrationContext, Task<int>> code, TaskCompletionSource reached) => new TestTasks()
        .Orchestrator("Changing", code)
        .Activity<object, int>("First", async (_, cancellation) =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            return 0;
        });
}

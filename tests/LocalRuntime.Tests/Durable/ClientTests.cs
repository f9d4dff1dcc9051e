using LocalRuntime.Tests.Functions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using static LocalRuntime.DurableTask.History.EventType;

namespace LocalRuntime.Tests.Durable;

public sealed class ClientTests
{
    [Fact]
    public async Task Many_starts_with_one_id_at_a_time_give_one_instance()
    {
        var tasks = Waiting().Activity<object, int>("Nothing", _ => 0);
        await using var hub = await TestHub.StartAsync(tasks);

        var starts = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => TryStartAsync(hub, "same", number)));

        Assert.Single(starts, started => started);
        await hub.Client.RaiseEventAsync("same", "go", 1, TestHub.Patience);
        await hub.CompletionAsync("same");
        Assert.Single(await hub.HistoryAsync("same"), ExecutionStarted);
    }

    [Fact]
    public async Task Without_any_dedupe_status_an_instance_that_runs_is_replaced()
    {
        await using var hub = await TestHub.StartAsync(Waiting());

        var replaceAny = new StartOrchestrationOptions("busy").WithDedupeStatuses();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", 1, replaceAny, TestHub.Patience);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", 2, replaceAny, TestHub.Patience);

        await hub.Client.RaiseEventAsync("busy", "go", 7, TestHub.Patience);
        Assert.Equal(2, (await hub.CompletionAsync("busy")).ReadInputAs<int>());
    }

    [Fact]
    public async Task A_start_in_the_future_stays_pending_until_then_also_over_a_restart()
    {
        var time = new ManualTime(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var name = TestHub.NewName();
        var tasks = new TestTasks().Orchestrator("Later", async context => (context.CurrentUtcDateTime, await context.WaitForExternalEvent<int>("early")).ToString());
        await using (var first = await TestHub.StartAsync(tasks, name, time))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Later", new StartOrchestrationOptions("later", time.GetUtcNow().AddHours(2)), TestHub.Patience);
            await first.Client.RaiseEventAsync("later", "early", 5, TestHub.Patience);
            Assert.Equal(OrchestrationRuntimeStatus.Pending, (await first.Client.GetInstanceAsync("later", TestHub.Patience))!.RuntimeStatus);
        }

        await using var second = await TestHub.StartAsync(tasks, name, time);
        await second.Client.SuspendInstanceAsync("later", null, TestHub.Patience);
        await second.Client.ResumeInstanceAsync("later", null, TestHub.Patience);
        var changed = second.Engine.Signals.NextChange("later");
        time.Advance(TimeSpan.FromHours(2));
        await changed.WaitAsync(TestHub.Patience);
        var ended = await second.Client.GetInstanceAsync("later", getInputsAndOutputs: true, TestHub.Patience);
        Assert.Equal("\"(01/01/2030 02:00:00, 5)\"", ended!.SerializedOutput);
    }

    [Fact]
    public async Task What_has_ended_or_does_not_exist_takes_no_message()
    {
        await using var hub = await TestHub.StartAsync(Waiting());
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("ended"), TestHub.Patience);
        await hub.Client.TerminateInstanceAsync("ended", TestHub.Patience);

        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.RaiseEventAsync("ended", "go", 1, TestHub.Patience));
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.TerminateInstanceAsync("ended", TestHub.Patience));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.RaiseEventAsync("nobody", "go", 1, TestHub.Patience));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.RestartAsync("nobody", restartWithNewInstanceId: false, TestHub.Patience));
    }

    [Fact]
    public async Task A_suspended_instance_records_what_comes_and_acts_when_resumed_also_over_a_restart()
    {
        var name = TestHub.NewName();
        var tasks = Waiting();
        await using (var first = await TestHub.StartAsync(tasks, name))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("held"), TestHub.Patience);
            await first.Client.SuspendInstanceAsync("held", "check first", TestHub.Patience);
            await first.Client.RaiseEventAsync("held", "go", 9, TestHub.Patience);
            Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await first.Client.GetInstanceAsync("held", TestHub.Patience))!.RuntimeStatus);
        }

        await using var second = await TestHub.StartAsync(tasks, name);
        await second.Client.ResumeInstanceAsync("held", null, TestHub.Patience);
        Assert.Equal(9, (await second.CompletionAsync("held")).ReadOutputAs<int>());
        Assert.Equal([ExecutionSuspended, EventRaised, ExecutionResumed], (await second.HistoryAsync("held")).Where(type => type is ExecutionSuspended or EventRaised or ExecutionResumed));
    }

    [Fact]
    public async Task Purging_leaves_no_row_of_the_history()
    {
        await using var hub = await TestHub.StartAsync(Waiting());
        foreach (var id in (string[])["a", "b", "c"])
        {
            await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions(id), TestHub.Patience);
            await hub.Client.RaiseEventAsync(id, "go", 1, TestHub.Patience);
            await hub.CompletionAsync(id);
        }

        Assert.Equal(1, (await hub.Client.PurgeInstanceAsync("a", TestHub.Patience)).PurgedInstanceCount);
        Assert.Equal(2, (await hub.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(DateTimeOffset.UnixEpoch.AddYears(10)), TestHub.Patience)).PurgedInstanceCount);

        Assert.Empty(await hub.HistoryAsync("a"));
        Assert.Empty(await hub.HistoryAsync("b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@entity")]
    [InlineData("a/b")]
    [InlineData("a#b")]
    public async Task Instance_ids_that_storage_cannot_hold_are_refused(string instanceId)
    {
        await using var hub = TestHub.Create(Waiting());

        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions(instanceId), TestHub.Patience));
    }

    [Fact]
    public async Task Starting_an_orchestrator_that_does_not_exist_is_refused_and_purging_one_that_runs_purges_nothing()
    {
        await using var hub = await TestHub.StartAsync(Waiting());
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("running"), TestHub.Patience);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("Nowhere", TestHub.Patience));

        Assert.Contains("'Nowhere' doesn't exist", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await hub.Client.PurgeInstanceAsync("running", TestHub.Patience)).PurgedInstanceCount);
        Assert.NotNull(await hub.Client.GetInstanceAsync("running", TestHub.Patience));
    }

    private static TestTasks Waiting() => new TestTasks().Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("go"));

    private static async Task<bool> TryStartAsync(TestHub hub, string instanceId, int input)
    {
        try
        {
            await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", input, new StartOrchestrationOptions(instanceId), TestHub.Patience);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

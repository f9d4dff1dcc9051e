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
    public async Task An_instance_that_runs_keeps_its_id_and_one_that_has_ended_gives_it_up()
    {
        await using var hub = await TestHub.StartAsync(Waiting());
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", 1, new StartOrchestrationOptions("id"), TestHub.Patience);
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", 2, new StartOrchestrationOptions("id"), TestHub.Patience));
        await hub.Client.RaiseEventAsync("id", "go", 1, TestHub.Patience);
        await hub.CompletionAsync("id");

        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", 3, new StartOrchestrationOptions("id"), TestHub.Patience);
        await hub.Client.RaiseEventAsync("id", "go", 2, TestHub.Patience);

        var ended = await hub.CompletionAsync("id");
        Assert.Equal((3, 2), (ended.ReadInputAs<int>(), ended.ReadOutputAs<int>()));
        Assert.Single(await hub.HistoryAsync("id"), ExecutionStarted);
    }

    [Fact]
    public async Task Dedupe_statuses_decide_which_instances_keep_their_id()
    {
        await using var hub = await TestHub.StartAsync(Waiting());
        var keepCompleted = new StartOrchestrationOptions("done").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, keepCompleted, TestHub.Patience);
        await hub.Client.RaiseEventAsync("done", "go", 1, TestHub.Patience);
        await hub.CompletionAsync("done");
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, keepCompleted, TestHub.Patience));

        var replaceRunning = new StartOrchestrationOptions("busy").WithDedupeStatuses();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", 1, replaceRunning, TestHub.Patience);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", 2, replaceRunning, TestHub.Patience);
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
    public async Task A_terminated_instance_shows_the_output_it_was_given_and_takes_no_more_events()
    {
        await using var hub = await TestHub.StartAsync(Waiting().Orchestrator("Parent", context => context.CallSubOrchestratorAsync("Wait", null, new SubOrchestrationOptions(instanceId: "child"))));
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Parent", null, new StartOrchestrationOptions("parent"), TestHub.Patience);
        await SubOrchestrationTests.WaitForStartAsync(hub, "child");

        await hub.Client.TerminateInstanceAsync("parent", new TerminateInstanceOptions("because", Recursive: true), TestHub.Patience);

        var parent = await hub.CompletionAsync("parent");
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "because"), (parent.RuntimeStatus, parent.ReadOutputAs<string>()));
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.CompletionAsync("child")).RuntimeStatus);
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.RaiseEventAsync("parent", "go", 1, TestHub.Patience));
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.TerminateInstanceAsync("parent", TestHub.Patience));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.RaiseEventAsync("nobody", "go", 1, TestHub.Patience));
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
    public async Task Purging_removes_an_ended_instance_and_leaves_one_that_runs()
    {
        await using var hub = await TestHub.StartAsync(Waiting());
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("running"), TestHub.Patience);
        foreach (var id in (string[])["a", "b", "c"])
        {
            await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions(id), TestHub.Patience);
            await hub.Client.RaiseEventAsync(id, "go", 1, TestHub.Patience);
            await hub.CompletionAsync(id);
        }

        Assert.Equal(0, (await hub.Client.PurgeInstanceAsync("running", TestHub.Patience)).PurgedInstanceCount);
        Assert.Equal(1, (await hub.Client.PurgeInstanceAsync("a", TestHub.Patience)).PurgedInstanceCount);
        Assert.Equal(0, (await hub.Client.PurgeInstanceAsync("a", TestHub.Patience)).PurgedInstanceCount);
        Assert.Equal(2, (await hub.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(DateTimeOffset.UnixEpoch.AddYears(10)), TestHub.Patience)).PurgedInstanceCount);
        Assert.Null(await hub.Client.GetInstanceAsync("b", TestHub.Patience));
        Assert.Empty(await hub.HistoryAsync("b"));
        Assert.NotNull(await hub.Client.GetInstanceAsync("running", TestHub.Patience));
    }

    [Fact]
    public async Task Restarting_runs_an_ended_instance_again_with_its_input()
    {
        var tasks = new TestTasks().Orchestrator("Echo", context => Task.FromResult(context.GetInput<int>() * 2));
        await using var hub = await TestHub.StartAsync(tasks);
        await hub.RunAsync("Echo", 21, "echo");

        var same = await hub.Client.RestartAsync("echo", restartWithNewInstanceId: false, TestHub.Patience);
        var other = await hub.Client.RestartAsync("echo", restartWithNewInstanceId: true, TestHub.Patience);

        Assert.Equal("echo", same);
        Assert.NotEqual("echo", other);
        Assert.Equal(42, (await hub.CompletionAsync(other)).ReadOutputAs<int>());
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.RestartAsync("nobody", restartWithNewInstanceId: false, TestHub.Patience));
    }

    [Fact]
    public async Task Listing_filters_by_prefix_and_status_and_comes_in_pages()
    {
        await using var hub = await TestHub.StartAsync(Waiting());
        foreach (var id in (string[])["run-1", "run-2", "run-3", "walk-1"])
        {
            await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions(id), TestHub.Patience);
            await hub.Client.WaitForInstanceStartAsync(id, TestHub.Patience);
        }

        await hub.Client.TerminateInstanceAsync("run-2", TestHub.Patience);

        var query = new OrchestrationQuery(InstanceIdPrefix: "run-", PageSize: 2);
        var pages = await ToListAsync(hub.Client.GetAllInstancesAsync(query).AsPages());
        Assert.Equal([2, 1], pages.Select(page => page.Values.Count));
        var running = await ToListAsync(hub.Client.GetAllInstancesAsync(query with { Statuses = [OrchestrationRuntimeStatus.Running] }));
        Assert.Equal(["run-1", "run-3"], running.Select(instance => instance.InstanceId));
        Assert.Empty(await ToListAsync(hub.Client.GetAllInstancesAsync(new OrchestrationQuery(CreatedTo: DateTimeOffset.UnixEpoch))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@entity")]
    [InlineData("a/b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\\b")]
    [InlineData("a\tb")]
    public async Task Instance_ids_that_storage_cannot_hold_are_refused(string instanceId)
    {
        await using var hub = TestHub.Create(Waiting());

        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions(instanceId), TestHub.Patience));
    }

    [Fact]
    public async Task Starting_an_orchestrator_that_does_not_exist_is_refused()
    {
        await using var hub = TestHub.Create(Waiting());

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("Nowhere", TestHub.Patience));

        Assert.Contains("'Nowhere' doesn't exist", refusal.Message, StringComparison.Ordinal);
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

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> source)
    {
        List<T> items = [];
        await foreach (var item in source)
        {
            items.Add(item);
        }

        return items;
    }
}

using LocalRuntime.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.Durable;

public sealed class ExternalEventTests
{
    [Fact]
    public async Task Events_that_come_early_are_kept_in_order_and_names_do_not_regard_case()
    {
        var tasks = new TestTasks()
            .Orchestrator("Collect", async context =>
            {
                await context.WaitForExternalEvent<string>("open");
                return new[] { await context.WaitForExternalEvent<int>("NUMBER"), await context.WaitForExternalEvent<int>("number") };
            });
        await using var hub = await TestHub.StartAsync(tasks);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Collect", TestHub.Patience);

        await hub.Client.RaiseEventAsync(id, "Number", 1, TestHub.Patience);
        await hub.Client.RaiseEventAsync(id, "Number", 2, TestHub.Patience);
        await hub.Client.RaiseEventAsync(id, "open", "now", TestHub.Patience);

        Assert.Equal("[1,2]", (await hub.CompletionAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task Waiting_with_a_timeout_throws_when_nothing_comes()
    {
        var tasks = new TestTasks().Orchestrator("Wait", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("never", TimeSpan.FromMilliseconds(10));
            }
            catch (TaskCanceledException)
            {
                return "timeout";
            }
        });
        await using var hub = await TestHub.StartAsync(tasks);

        Assert.Equal("timeout", (await hub.RunAsync("Wait")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task The_youngest_waiter_gets_the_event_and_a_cancelled_one_swallows_it_as_officially()
    {
        var tasks = new TestTasks().Orchestrator("Wait", async context =>
        {
            using var cancellation = new CancellationTokenSource();
            var older = context.WaitForExternalEvent<int>("number");
            var younger = context.WaitForExternalEvent<int>("number");
            var first = await younger;
            var abandoned = context.WaitForExternalEvent<int>("number", cancellation.Token);
            cancellation.Cancel();
            await context.WaitForExternalEvent<string>("continue");
            var third = await older;
            return new[] { first, third };
        });
        await using var hub = await TestHub.StartAsync(tasks);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", TestHub.Patience);

        await hub.Client.RaiseEventAsync(id, "number", 1, TestHub.Patience);
        await hub.Client.RaiseEventAsync(id, "number", 2, TestHub.Patience);
        await hub.Client.RaiseEventAsync(id, "continue", "now", TestHub.Patience);
        await hub.Client.RaiseEventAsync(id, "number", 3, TestHub.Patience);

        Assert.Equal("[1,3]", (await hub.CompletionAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task One_orchestration_sends_an_event_to_another_which_records_it_once()
    {
        var tasks = new TestTasks()
            .Orchestrator("Send", context =>
            {
                context.SendEvent("receiver", "greeting", "hello");
                return Task.CompletedTask;
            })
            .Orchestrator("Receive", async context => await context.WaitForExternalEvent<string>("greeting"));
        await using var hub = await TestHub.StartAsync(tasks);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Receive", null, new StartOrchestrationOptions("receiver"), TestHub.Patience);

        var sender = await hub.RunAsync("Send");

        Assert.Equal("hello", (await hub.CompletionAsync("receiver")).ReadOutputAs<string>());
        Assert.Contains(EventType.EventSent, await hub.HistoryAsync(sender.InstanceId));
    }

    [Fact]
    public async Task Two_orchestrations_that_send_events_to_each_other_do_not_wait_for_each_other()
    {
        var tasks = new TestTasks().Orchestrator("Chat", async context =>
        {
            var other = context.GetInput<string>()!;
            for (var turn = 0; turn < 3; turn++)
            {
                context.SendEvent(other, "word", turn);
                await context.WaitForExternalEvent<int>("word");
            }

            return "done";
        });
        await using var hub = await TestHub.StartAsync(tasks);

        var ends = await Task.WhenAll(hub.RunAsync("Chat", "right", "left"), hub.RunAsync("Chat", "left", "right"));

        Assert.All(ends, end => Assert.True(end.RuntimeStatus is OrchestrationRuntimeStatus.Completed, end.ToString()));
    }

    [Theory]
    [InlineData(nameof(Fault.NotSent))]
    [InlineData(nameof(Fault.ReplyLost))]
    public async Task A_sent_event_arrives_once_whichever_storage_call_a_crash_interrupts(string fault)
    {
        for (var call = 1; call <= 9; call++)
        {
            var name = TestHub.NewName();
            await using (var setup = await TestHub.StartAsync(SendAndReceive(), name))
            {
                await setup.Client.ScheduleNewOrchestrationInstanceAsync("Receive", null, new StartOrchestrationOptions("receiver"), TestHub.Patience);
                await setup.Client.WaitForInstanceStartAsync("receiver", TestHub.Patience);
                await setup.Client.ScheduleNewOrchestrationInstanceAsync("Send", null, new StartOrchestrationOptions("sender"), TestHub.Patience);
                await setup.Client.WaitForInstanceStartAsync("sender", TestHub.Patience);
            }

            var transport = new TestTransport(call, Enum.Parse<Fault>(fault));
            await using (var crashing = TestHub.Create(SendAndReceive(), name, transport: transport))
            {
                var raised = crashing.Client.RaiseEventAsync("sender", "go", "now", TestHub.Patience);
                await Task.WhenAny(transport.Failed, Task.WhenAll(raised, crashing.CompletionAsync("sender")));
            }

            await using var restarted = await TestHub.StartAsync(SendAndReceive(), name);
            await TryRaiseAsync(restarted, "sender", "go");
            await restarted.CompletionAsync("sender");
            await restarted.Client.RaiseEventAsync("receiver", "stop", "now", TestHub.Patience);
            Assert.Equal(1, (await restarted.CompletionAsync("receiver")).ReadOutputAs<int>());
        }
    }

    private static TestTasks SendAndReceive() => new TestTasks()
        .Orchestrator("Send", async context =>
        {
            await context.WaitForExternalEvent<string>("go");
            context.SendEvent("receiver", "greeting", "hello");
        })
        .Orchestrator("Receive", async context =>
        {
            var greetings = 0;
            var stop = context.WaitForExternalEvent<string>("stop");
            while (true)
            {
                var greeting = context.WaitForExternalEvent<string>("greeting");
                if (await Task.WhenAny(stop, greeting) == stop)
                {
                    return greetings;
                }

                greetings++;
            }
        });

    private static async Task TryRaiseAsync(TestHub hub, string instanceId, string name)
    {
        try
        {
            await hub.Client.RaiseEventAsync(instanceId, name, "now", TestHub.Patience);
        }
        catch (InvalidOperationException)
        {
            // It had the event before the crash and has ended.
        }
    }
}

using Microsoft.DurableTask;

namespace LocalRuntime.Tests.Durable;

public sealed class ExternalEventTests
{
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

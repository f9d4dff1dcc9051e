namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>One orchestration sends an event to another, which counts how many reach it.</summary>
internal sealed class SentEvent : CrashShape
{
    public SentEvent() => Tasks
        .Orchestrator("Send", context =>
        {
            context.SendEvent("receiver", "greeting", "hello");
            return Task.CompletedTask;
        })
        .Orchestrator("Receive", async context =>
        {
            var greetings = 0;
            var stop = context.WaitForExternalEvent<string>("stop");
            while (await Task.WhenAny(stop, context.WaitForExternalEvent<string>("greeting")) != stop)
            {
                greetings++;
            }

            return greetings;
        });

    public override async Task CheckAsync(TestHub hub) => await AssertOutputAsync(hub, "receiver", 1);

    protected override async Task ActAsync(TestHub hub)
    {
        await StartUnlessThereAsync(hub, "Receive", "receiver");
        await StartUnlessThereAsync(hub, "Send", "sender");
        await hub.CompletionAsync("sender");
        await UnlessEndedAsync(() => hub.Client.RaiseEventAsync("receiver", "stop", "now", TestHub.Patience));
        await hub.CompletionAsync("receiver");
    }
}

using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>An event that comes while the instance is suspended, and the resumption.</summary>
internal sealed class Suspension : CrashShape
{
    private const string Id = "held";

    public Suspension() => Tasks
        .Orchestrator("Wait", async context => await context.CallActivityAsync<int>("AddOne", await context.WaitForExternalEvent<int>("go")))
        .Activity<int, int>("AddOne", value => value + 1);

    public override async Task CheckAsync(TestHub hub) => await AssertOutputAsync(hub, Id, 42);

    protected override async Task ActAsync(TestHub hub)
    {
        await StartUnlessThereAsync(hub, "Wait", Id);
        if (await UnlessEndedAsync(() => hub.Client.SuspendInstanceAsync(Id, "check first", TestHub.Patience)))
        {
            await hub.Client.RaiseEventAsync(Id, "go", 41, TestHub.Patience);
            Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await hub.Client.GetInstanceAsync(Id, TestHub.Patience))!.RuntimeStatus);
            await hub.Client.ResumeInstanceAsync(Id, null, TestHub.Patience);
        }

        await hub.CompletionAsync(Id);
    }
}

using static LocalRuntime.DurableTask.History.EventType;

namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>An ended instance runs again under its id.</summary>
internal sealed class Restart : CrashShape
{
    private const string Id = "again";
    private string? _firstExecution;

    public Restart() => Tasks
        .Orchestrator("AddOne", async context => await context.CallActivityAsync<int>("AddOne", context.GetInput<int>()))
        .Activity<int, int>("AddOne", value => value + 1);

    public override async Task CheckAsync(TestHub hub)
    {
        await AssertOutputAsync(hub, Id, 42);
        Assert.NotEqual(_firstExecution, await ExecutionAsync(hub));
        Assert.Equal(
            [OrchestratorStarted, ExecutionStarted, TaskScheduled, OrchestratorCompleted, OrchestratorStarted, TaskCompleted, ExecutionCompleted, OrchestratorCompleted],
            await hub.HistoryAsync(Id));
    }

    protected override async Task ActAsync(TestHub hub)
    {
        if (_firstExecution is null)
        {
            await StartUnlessThereAsync(hub, "AddOne", Id, 41);
            await hub.CompletionAsync(Id);
            _firstExecution = await ExecutionAsync(hub);
        }

        if (await ExecutionAsync(hub) == _firstExecution)
        {
            await hub.Client.RestartAsync(Id, restartWithNewInstanceId: false, TestHub.Patience);
        }

        await hub.CompletionAsync(Id);
    }

    private static async Task<string> ExecutionAsync(TestHub hub) =>
        (await hub.Engine.Instances.FindAsync(Id, withPayloads: false, TestHub.Patience))!.ExecutionId;
}

using Microsoft.DurableTask.Client;
using Moq;
using RunFunctions.Api.Engine;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.AzuriteTests.Engine;

public sealed class DurableRunSchedulerTests
{
    private static readonly RunId Run = RunId.New(new SubjectKey(EngineWorld.Kind, "subject-1"), Guid.NewGuid());

    [Fact]
    public async Task Telling_a_run_that_has_no_orchestration_yet_is_no_error()
    {
        await SchedulerWhoseSignalsFail(instance: null).SignalSlotFreeAsync(Run, CancellationToken.None);
    }

    [Fact]
    public async Task Telling_a_waiting_orchestration_must_succeed()
    {
        var waiting = new OrchestrationMetadata("DocumentRun", Run.Value) { RuntimeStatus = OrchestrationRuntimeStatus.Running };

        await Assert.ThrowsAsync<InvalidOperationException>(() => SchedulerWhoseSignalsFail(waiting).SignalSlotFreeAsync(Run, CancellationToken.None));
    }

    private static DurableRunScheduler SchedulerWhoseSignalsFail(OrchestrationMetadata? instance)
    {
        var client = new Mock<DurableTaskClient>("") { CallBase = true };
        client.Setup(c => c.RaiseEventAsync(Run.Value, RunOrchestration.SlotFreeEvent, It.IsAny<object?>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new InvalidOperationException("No instance."));
        client.Setup(c => c.GetInstancesAsync(Run.Value, It.IsAny<bool>(), It.IsAny<CancellationToken>())).ReturnsAsync(instance);
        return new DurableRunScheduler(client.Object);
    }
}

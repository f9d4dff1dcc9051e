using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Durable.Conformance.App.Topics;

/// <summary>Orchestrators whose first execution does one thing and whose replay does another.</summary>
public static class NonDeterminismFunctions
{
    [Function(nameof(CallAnother))]
    public static Task<string> CallAnother([OrchestrationTrigger] TaskOrchestrationContext context) =>
        IsFirst(context)
            ? context.CallActivityAsync<string>(nameof(Activities.Same), "one")
            : context.CallActivityAsync<string>(nameof(Activities.Refuse), "one");

    [Function(nameof(SleepInstead))]
    public static Task SleepInstead([OrchestrationTrigger] TaskOrchestrationContext context) =>
        IsFirst(context)
            ? context.CallActivityAsync<string>(nameof(Activities.Same), "one")
            : context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);

    [Function(nameof(CallNothing))]
    public static Task CallNothing([OrchestrationTrigger] TaskOrchestrationContext context) =>
        IsFirst(context) ? context.CallActivityAsync<string>(nameof(Activities.Same), "one") : Task.CompletedTask;

    [Function(nameof(AwaitWhatIsNotDurable))]
    public static async Task<string> AwaitWhatIsNotDurable([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await Task.Delay(1);
        return context.InstanceId;
    }

    private static bool IsFirst(TaskOrchestrationContext context) => Observations.Add(context.InstanceId, "executed") == 1;
}

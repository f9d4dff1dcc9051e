using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Durable.Conformance.App.Topics;

/// <summary>Orchestrators that observe themselves: one observation an execution, under the instance id.</summary>
public static partial class ReplayFunctions
{
    [Function(nameof(ObserveClock))]
    public static async Task ObserveClock([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Observations.Add(context.InstanceId, $"{context.CurrentUtcDateTime:O} {context.CurrentUtcDateTime.Kind}");
        await CallThriceAsync(context);
    }

    [Function(nameof(ObserveGuids))]
    public static async Task ObserveGuids([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Observations.Add(context.InstanceId, $"{context.NewGuid()} {context.NewGuid()}");
        await CallThriceAsync(context);
    }

    [Function(nameof(ObserveReplaying))]
    public static async Task ObserveReplaying([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Observations.Add(context.InstanceId, $"before {context.IsReplaying}");
        await context.CallActivityAsync<int>(nameof(Activities.Square), 1);
        Observations.Add(context.InstanceId, $"after {context.IsReplaying}");
    }

    [Function(nameof(Talk))]
    public static async Task Talk([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var logger = context.CreateReplaySafeLogger(ObservedLogs.Category);
        Say(logger, context.InstanceId, "begins");
        await context.CallActivityAsync<int>(nameof(Activities.Square), 1);
        Say(logger, context.InstanceId, "goes on");
        await context.CallActivityAsync<int>(nameof(Activities.Square), 2);
        Say(logger, context.InstanceId, "ends");
    }

    /// <summary>Calls an activity that counts its executions, three times in a row.</summary>
    [Function(nameof(CountActivities))]
    public static async Task CountActivities([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        for (var call = 0; call < 3; call++)
        {
            await context.CallActivityAsync<int>(nameof(Activities.Attempt), new Attempts(context.InstanceId, Failures: 0));
        }
    }

    private static async Task CallThriceAsync(TaskOrchestrationContext context)
    {
        for (var call = 0; call < 3; call++)
        {
            await context.CallActivityAsync<int>(nameof(Activities.Square), call);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Instance} {What}")]
    private static partial void Say(ILogger logger, string instance, string what);
}

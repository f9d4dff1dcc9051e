using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Durable.Conformance.App.Topics;

public static class PayloadFunctions
{
    /// <summary>Returns its input after it went through an activity.</summary>
    [Function(nameof(PassThrough))]
    public static async Task<string?> PassThrough([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallActivityAsync<string?>(nameof(Activities.Same), context.GetInput<string>());

    /// <summary>Without input and output.</summary>
    [Function(nameof(SayNothing))]
    public static Task SayNothing([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.GetInput<string>() is null ? Task.CompletedTask : throw new InvalidOperationException("There is an input.");
}

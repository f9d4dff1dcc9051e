using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Durable.Conformance.App.Topics;

public static class FailureFunctions
{
    [Function(nameof(Throw))]
    public static Task<string> Throw([OrchestrationTrigger] TaskOrchestrationContext context) =>
        throw new InvalidOperationException("thrown by " + context.Name);

    [Function(nameof(CallRefusing))]
    public static Task<string> CallRefusing([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>(nameof(Activities.Refuse), "too old");

    [Function(nameof(CallChildThatCallsRefusing))]
    public static Task<string> CallChildThatCallsRefusing([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync<string>(nameof(CallRefusing));

    [Function(nameof(CatchAndGoOn))]
    public static async Task<string> CatchAndGoOn([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>(nameof(Activities.Refuse), "too old");
        }
        catch (TaskFailedException failed)
        {
            var details = failed.FailureDetails;
            return $"{failed.TaskName} {failed.TaskId} {details.IsCausedBy<IOException>()} {details.IsCausedBy<InvalidOperationException>()}";
        }
    }

    /// <summary>Input: the orchestrator to call. Tells what failed, layer by layer.</summary>
    [Function(nameof(TellLayers))]
    public static async Task<List<string>> TellLayers([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        List<string> layers = [];
        try
        {
            await context.CallSubOrchestratorAsync<string>(context.GetInput<string>()!);
        }
        catch (TaskFailedException failed)
        {
            for (var layer = failed.FailureDetails; layer is not null; layer = layer.InnerFailure)
            {
                layers.Add($"{layer.ErrorType}: {layer.ErrorMessage}");
            }
        }

        return layers;
    }

    [Function(nameof(CallNobody))]
    public static Task<string> CallNobody([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<string>("Nobody");
}

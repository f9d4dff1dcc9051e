using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Durable.Conformance.App.Topics;

public static class FanOutFunctions
{
    /// <summary>Input: how many. Returns the squares in the order of the calls.</summary>
    [Function(nameof(SquareAll))]
    public static Task<int[]> SquareAll([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(number => context.CallActivityAsync<int>(nameof(Activities.Square), number)));

    /// <summary>As <see cref="SquareAll"/>, in a sub-orchestration each.</summary>
    [Function(nameof(SquareAllInChildren))]
    public static Task<int[]> SquareAllInChildren([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(number => context.CallSubOrchestratorAsync<int>(nameof(SquareOne), number)));

    [Function(nameof(SquareOne))]
    public static Task<int> SquareOne([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<int>(nameof(Activities.Square), context.GetInput<int>());

    /// <summary>One of three fails; tells how the others ended.</summary>
    [Function(nameof(FailOneOfThree))]
    public static async Task<string> FailOneOfThree([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Task<string>[] calls =
        [
            context.CallActivityAsync<string>(nameof(Activities.Same), "first"),
            context.CallActivityAsync<string>(nameof(Activities.Refuse), "second"),
            context.CallActivityAsync<string>(nameof(Activities.Same), "third"),
        ];
        try
        {
            await Task.WhenAll(calls);
            return "nothing failed";
        }
        catch (TaskFailedException failed)
        {
            return $"{failed.TaskName} failed; {string.Join(", ", calls.Where(call => call.IsCompletedSuccessfully).Select(call => call.Result))} did not";
        }
    }
}

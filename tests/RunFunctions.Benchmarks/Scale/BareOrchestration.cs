using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace RunFunctions.Benchmarks.Scale;

/// <summary>The least that a run could cost: an orchestration of two activities that do nothing.</summary>
public static class BareOrchestration
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Ends = new(StringComparer.Ordinal);

    [Function(nameof(BareOrchestration))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await context.CallActivityAsync<string>(nameof(BareActivity), "first");
        await context.CallActivityAsync<string>(nameof(BareActivity), "second");
        End(context.InstanceId).TrySetResult();
    }

    [Function(nameof(BareActivity))]
    public static string BareActivity([ActivityTrigger] string input) => input;

    /// <summary>The orchestrator has come to its end; its last write to storage is still to follow.</summary>
    internal static Task EndedAsync(string instance) => End(instance).Task.WaitAsync(TimeSpan.FromMinutes(1));

    private static TaskCompletionSource End(string instance) =>
        Ends.GetOrAdd(instance, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

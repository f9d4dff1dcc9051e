using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Durable.Conformance.App.Topics;

/// <summary>A retry policy, and how often the activity fails; times in milliseconds.</summary>
/// <param name="Key">Under which attempts are observed; handlers observe under it with <c>:handler</c>.</param>
/// <param name="Failures">How many attempts fail.</param>
/// <param name="Most">Attempts, the first included.</param>
/// <param name="First">Pause after the first attempt.</param>
/// <param name="Coefficient">Growth of the pauses.</param>
/// <param name="Longest">Longest pause; the default when null.</param>
/// <param name="Timeout">Of all attempts together; none when null.</param>
/// <param name="NotRetried">Type of the exception that is not tried again.</param>
public sealed record RetryPlan(
    string Key, int Failures, int Most, double First, double Coefficient = 1, double? Longest = null, double? Timeout = null, string? NotRetried = null);

public static class RetryFunctions
{
    [Function(nameof(RetryByPolicy))]
    public static Task<int> RetryByPolicy([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var plan = context.GetInput<RetryPlan>()!;
        return context.CallActivityAsync<int>(nameof(Activities.Attempt), new Attempts(plan.Key, plan.Failures), TaskOptions.FromRetryPolicy(PolicyOf(plan)));
    }

    [Function(nameof(RetryByHandler))]
    public static Task<int> RetryByHandler([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var plan = context.GetInput<RetryPlan>()!;
        RetryHandler handler = retry =>
        {
            if (!retry.OrchestrationContext.IsReplaying)
            {
                Observations.Add(plan.Key + ":handler", $"{retry.LastAttemptNumber} {retry.LastFailure.ErrorType} {retry.LastFailure.ErrorMessage}");
            }

            return retry.LastAttemptNumber < plan.Most;
        };
        return context.CallActivityAsync<int>(nameof(Activities.Attempt), new Attempts(plan.Key, plan.Failures), TaskOptions.FromRetryHandler(handler));
    }

    [Function(nameof(RetryByWaitingHandler))]
    public static Task<int> RetryByWaitingHandler([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var plan = context.GetInput<RetryPlan>()!;
        AsyncRetryHandler handler = async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMilliseconds(plan.First), CancellationToken.None);
            return retry.LastAttemptNumber < plan.Most;
        };
        return context.CallActivityAsync<int>(nameof(Activities.Attempt), new Attempts(plan.Key, plan.Failures), TaskOptions.FromRetryHandler(handler));
    }

    [Function(nameof(RetryChild))]
    public static Task<int> RetryChild([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var plan = context.GetInput<RetryPlan>()!;
        return context.CallSubOrchestratorAsync<int>(nameof(AttemptChild), plan, new SubOrchestrationOptions(PolicyOf(plan), plan.Key + "-child"));
    }

    [Function(nameof(AttemptChild))]
    public static Task<int> AttemptChild([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var plan = context.GetInput<RetryPlan>()!;
        return context.CallActivityAsync<int>(nameof(Activities.Attempt), new Attempts(plan.Key, plan.Failures));
    }

    private static RetryPolicy PolicyOf(RetryPlan plan) => new(
        plan.Most,
        TimeSpan.FromMilliseconds(plan.First),
        plan.Coefficient,
        plan.Longest is { } longest ? TimeSpan.FromMilliseconds(longest) : null,
        plan.Timeout is { } timeout ? TimeSpan.FromMilliseconds(timeout) : null)
    {
        HandleFailure = failure => failure.ErrorType != plan.NotRetried,
    };
}

using System.Runtime.ExceptionServices;
using Microsoft.DurableTask;

namespace LocalRuntime.DurableTask.Replay;

/// <summary>Attempts of one call, on the orchestration's clock and timers.</summary>
internal static class RetryLoop
{
    public static Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<T>> attempt) => retry switch
    {
        { Policy: { } policy } => WithPolicyAsync(context, policy, attempt),
        { Handler: { } handler } => WithHandlerAsync(context, handler, attempt),
        _ => attempt(),
    };

    private static async Task<T> WithPolicyAsync<T>(TaskOrchestrationContext context, RetryPolicy policy, Func<Task<T>> attempt)
    {
        var firstAttempt = context.CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            ExceptionDispatchInfo failure;
            try
            {
                return await attempt();
            }
            catch (TaskFailedException exception)
            {
                if (IsFinal(exception) || number >= policy.MaxNumberOfAttempts || !policy.Handle(exception))
                {
                    throw;
                }

                failure = ExceptionDispatchInfo.Capture(exception);
            }

            if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && context.CurrentUtcDateTime - firstAttempt >= policy.RetryTimeout)
            {
                failure.Throw();
            }

            await context.CreateTimer(DelayAfter(number, policy), CancellationToken.None);
        }
    }

    private static async Task<T> WithHandlerAsync<T>(TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<T>> attempt)
    {
        var firstAttempt = context.CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            ExceptionDispatchInfo failure;
            try
            {
                return await attempt();
            }
            catch (TaskFailedException exception) when (!IsFinal(exception))
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            var details = ((TaskFailedException)failure.SourceException).FailureDetails;
            if (!await handler(new RetryContext(context, number, details, context.CurrentUtcDateTime - firstAttempt, CancellationToken.None)))
            {
                failure.Throw();
            }
        }
    }

    private static TimeSpan DelayAfter(int attempt, RetryPolicy policy)
    {
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }

    // A name that does not exist will not exist at the next attempt either.
    private static bool IsFinal(TaskFailedException exception) => exception.FailureDetails.ErrorType == UnknownTask.ErrorType;
}

namespace Microsoft.DurableTask;

/// <summary>Decides after a failed attempt whether there is another; must be deterministic.</summary>
public delegate bool RetryHandler(RetryContext retryContext);

/// <summary>Like <see cref="RetryHandler"/>; may await durable tasks, for example a timer between two attempts.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);

/// <summary>What a retry handler knows about the attempts so far.</summary>
/// <param name="OrchestrationContext">The orchestration that made the call.</param>
/// <param name="LastAttemptNumber">Number of attempts made, from 1.</param>
/// <param name="LastFailure">How the last attempt failed.</param>
/// <param name="TotalRetryTime">Time since the first attempt, on the orchestration's clock.</param>
/// <param name="CancellationToken">Never cancelled here; part of the official shape.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);

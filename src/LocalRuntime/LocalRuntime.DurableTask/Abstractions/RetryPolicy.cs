using System.ComponentModel;

namespace Microsoft.DurableTask;

/// <summary>How often and how patiently a failed activity or sub-orchestration is tried again.</summary>
public class RetryPolicy
{
    private readonly Func<TaskFailureDetails, bool> _handleFailure = static _ => true;

    /// <param name="maxNumberOfAttempts">First attempt included; 1 or more.</param>
    /// <param name="firstRetryInterval">Pause between the first and the second attempt; more than zero.</param>
    /// <param name="backoffCoefficient">Factor by which each further pause grows; 1 or more.</param>
    /// <param name="maxRetryInterval">Longest pause; one hour when null, none when <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="retryTimeout">No attempt starts later than this after the first; none when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside of its range.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        ThrowIfShorter(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        ThrowIfShorter(retryTimeout, firstRetryInterval, nameof(retryTimeout));

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    /// <summary>Decides from the exception whether to try again; set through <see cref="HandleFailure"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<Exception, bool> Handle => exception => _handleFailure(
        exception is TaskFailedException failed ? failed.FailureDetails : TaskFailureDetails.FromException(exception));

    /// <summary>Decides from the failure whether to try again; every failure is retried when not set.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => _handleFailure = value ?? throw new ArgumentNullException(nameof(value));
    }

    private static void ThrowIfShorter(TimeSpan? value, TimeSpan firstRetryInterval, string name)
    {
        if (value is { } given && given < firstRetryInterval && given != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, given, $"The value for {name} must be greater or equal to the value for firstRetryInterval.");
        }
    }
}

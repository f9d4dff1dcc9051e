using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Functions.Hosting.Timers;

/// <summary>
/// One timer function: waits for an occurrence, runs, and only then looks for the next one, so that runs never overlap.
/// Occurrences that pass during a run are skipped, as in the official host.
/// </summary>
internal sealed partial class TimerLoop(FunctionDescriptor function, TimerSchedule schedule, IFunctionInvoker invoker, TimeProvider time, ILogger logger)
{
    // The system's timers take at most about 49 days at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    // A run that starts later than this after its occurrence is past due.
    private static readonly TimeSpan Punctual = TimeSpan.FromSeconds(1);

    private readonly TimerTriggerAttribute _trigger = (TimerTriggerAttribute)function.Trigger;
    private DateTime _last;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <param name="noNewRuns">Ends the loop before its next run.</param>
    /// <param name="abandonRun">Cancels the run in progress.</param>
    public async Task RunAsync(CancellationToken noNewRuns, CancellationToken abandonRun)
    {
        if (_trigger.RunOnStartup)
        {
            // Yields: the host's start does not wait for the function.
            await Task.Yield();
            await FireAsync(isPastDue: false, abandonRun);
        }

        while (!noNewRuns.IsCancellationRequested)
        {
            var occurrence = schedule.Next(Now);
            if (!await WaitUntilAsync(occurrence, noNewRuns))
            {
                return;
            }

            await FireAsync(isPastDue: Now - occurrence > Punctual, abandonRun);
        }
    }

    /// <returns>False when the host stops first.</returns>
    private async Task<bool> WaitUntilAsync(DateTime occurrence, CancellationToken noNewRuns)
    {
        try
        {
            for (var left = occurrence - Now; left > TimeSpan.Zero; left = occurrence - Now)
            {
                await Task.Delay(left < LongestWait ? left : LongestWait, time, noNewRuns);
            }

            return !noNewRuns.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task FireAsync(bool isPastDue, CancellationToken abandonRun)
    {
        var started = Now;
        var status = new ScheduleStatus { Last = _last, Next = schedule.Next(started), LastUpdated = _last };
        try
        {
            await invoker.InvokeAsync(function, new TimerInfo { ScheduleStatus = status, IsPastDue = isPastDue }, httpContext: null, abandonRun);
        }
#pragma warning disable CA1031 // A failed run must not end the schedule.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception, function.Name);
        }

        _last = started;
    }

    [LoggerMessage(1, LogLevel.Error, "Executed 'Functions.{FunctionName}' (Failed)")]
    private partial void LogFailed(Exception exception, string functionName);
}

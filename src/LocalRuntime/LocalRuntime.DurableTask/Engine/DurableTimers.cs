namespace LocalRuntime.DurableTask.Engine;

/// <summary>Timers for any distance, on the injected clock.</summary>
internal sealed class DurableTimers(TimeProvider time)
{
    // System timers end at 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Calls <paramref name="fire"/> once at or soon after <paramref name="dueUtc"/>, unless disposed before.</summary>
    public IDisposable Start(DateTime dueUtc, Action fire)
    {
        var timer = new Timer(time, dueUtc, fire);
        timer.Continue();
        return timer;
    }

    private sealed class Timer(TimeProvider time, DateTime dueUtc, Action fire) : IDisposable
    {
        private readonly Lock _gate = new();
        private ITimer? _timer;
        private bool _over;

        public void Continue()
        {
            lock (_gate)
            {
                if (_over)
                {
                    return;
                }

                _timer ??= time.CreateTimer(static state => ((Timer)state!).Elapsed(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                var remaining = dueUtc - time.GetUtcNow().UtcDateTime;
                var wait = remaining <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(remaining.Ticks, LongestWait.Ticks));
                _timer.Change(wait, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (_gate)
            {
                _over = true;
                _timer?.Dispose();
            }
        }

        private void Elapsed()
        {
            if (time.GetUtcNow().UtcDateTime < dueUtc)
            {
                Continue();
                return;
            }

            lock (_gate)
            {
                if (_over)
                {
                    return;
                }
            }

            Dispose();
            fire();
        }
    }
}

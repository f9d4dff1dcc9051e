using System.Threading.Channels;
using LocalRuntime.Functions.Hosting;
using LocalRuntime.Functions.Hosting.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Tests.Functions;

public sealed class TimerTests
{
    private static readonly DateTimeOffset Start = new(2026, 2, 3, 4, 5, 30, TimeSpan.Zero);

    private readonly ManualTime _time = new(Start);
    private readonly TimerLog _log = new();

    [Fact]
    public async Task A_timer_runs_at_each_occurrence_of_its_schedule()
    {
        await using var host = await StartAsync(typeof(MinuteTimer));
        await _time.SomebodyWaitsAsync();
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(0, _log.Count);

        _time.Advance(TimeSpan.FromSeconds(1));
        var first = await _log.NextAsync();
        Assert.False(first.IsPastDue);
        Assert.Equal(new DateTime(2026, 2, 3, 4, 7, 0, DateTimeKind.Utc), first.ScheduleStatus!.Next);

        await _time.SomebodyWaitsAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        var second = await _log.NextAsync();
        Assert.Equal(new DateTime(2026, 2, 3, 4, 6, 0, DateTimeKind.Utc), second.ScheduleStatus!.Last);
    }

    [Fact]
    public async Task A_run_that_comes_late_is_told_so()
    {
        await using var host = await StartAsync(typeof(MinuteTimer));
        await _time.SomebodyWaitsAsync();
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.True((await _log.NextAsync()).IsPastDue);
        await _time.SomebodyWaitsAsync();
        Assert.Equal(0, _log.Count);
    }

    [Fact]
    public async Task A_schedule_may_be_an_interval_in_a_setting()
    {
        await using var host = await StartAsync([typeof(SettingTimer)], "--Every", "00:00:10");
        await _time.SomebodyWaitsAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.False((await _log.NextAsync()).IsPastDue);
    }

    [Fact]
    public async Task A_timer_can_run_when_the_host_starts()
    {
        await using var host = await StartAsync(typeof(StartupTimer));
        await _log.NextAsync();
        await _time.SomebodyWaitsAsync();
        Assert.Equal(0, _log.Count);
    }

    [Fact]
    public async Task Runs_of_one_timer_never_overlap_and_what_passes_meanwhile_is_skipped()
    {
        _log.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(typeof(MinuteTimer));
        await _time.SomebodyWaitsAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        await _log.NextAsync();
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, _log.Running);

        _log.Gate.SetResult();
        await _time.SomebodyWaitsAsync();
        Assert.Equal(0, _log.Count);
        _time.Advance(TimeSpan.FromMinutes(1));
        await _log.NextAsync();
        Assert.Equal(1, _log.MostRunning);
    }

    [Fact]
    public async Task A_failed_run_is_logged_and_the_schedule_goes_on()
    {
        _log.Failure = new InvalidTimeZoneException();
        await using var host = await StartAsync(typeof(MinuteTimer));
        for (var run = 1; run <= 2; run++)
        {
            await _time.SomebodyWaitsAsync();
            _time.Advance(TimeSpan.FromMinutes(1));
            await _log.NextAsync();
        }

        await _time.SomebodyWaitsAsync();
        Assert.Equal(2, host.Logs.Of("Function.Minute").Count(log => log.Level == LogLevel.Error && log.Exception is InvalidTimeZoneException));
    }

    [Fact]
    public async Task Stopping_waits_for_the_run_in_progress_and_starts_no_other()
    {
        _log.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(typeof(MinuteTimer));
        await _time.SomebodyWaitsAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        await _log.NextAsync();

        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        _log.Gate.SetResult();
        await stopping;
        Assert.Equal(0, _log.Running);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, _log.Count);
    }

    [Theory]
    [InlineData(typeof(NonsenseTimer), "'whenever'")]
    [InlineData(typeof(SettingTimer), "'Every'")]
    public async Task A_schedule_that_cannot_be_read_stops_the_start(Type functions, string named)
    {
        var failure = await Assert.ThrowsAsync<HostStartException>(() => StartAsync(functions));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*/15 * * * * *", "2026-02-03T04:05:45Z")]
    [InlineData("0 */5 * * * *", "2026-02-03T04:10:00Z")]
    [InlineData("*/5 * * * *", "2026-02-03T04:10:00Z")]
    [InlineData("0 30 9 * * 1-5", "2026-02-03T09:30:00Z")]
    [InlineData("0 0 0 1 1 *", "2027-01-01T00:00:00Z")]
    [InlineData("00:00:15", "2026-02-03T04:05:45Z")]
    public void The_next_occurrence_follows_the_schedule(string schedule, string expected)
    {
        var next = TimerSchedule.TryParse(schedule)!.Next(Start.UtcDateTime);
        Assert.Equal(expected, $"{next:yyyy-MM-ddTHH:mm:ssK}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0 0 25 * * *")]
    [InlineData("-00:00:15")]
    [InlineData("* * *")]
    public void What_is_no_schedule_is_not_taken_for_one(string schedule) => Assert.Null(TimerSchedule.TryParse(schedule));

    private Task<HostUnderTest> StartAsync(Type functions) => StartAsync([functions]);

    private Task<HostUnderTest> StartAsync(Type[] functions, params string[] arguments) => new HostUnderTest.Plan
    {
        Functions = functions,
        Arguments = arguments,
        Configure = builder => builder.Services.AddSingleton<TimeProvider>(_time).AddSingleton(_log),
    }.StartAsync();

    /// <summary>What the timer functions tell the test, and what the test tells them.</summary>
    private sealed class TimerLog
    {
        private readonly Channel<TimerInfo> _runs = Channel.CreateUnbounded<TimerInfo>();
        private int _running;

        public TaskCompletionSource? Gate { get; set; }

        public Exception? Failure { get; set; }

        public int Count => _runs.Reader.Count;

        public int Running => Volatile.Read(ref _running);

        public int MostRunning { get; private set; }

        public async Task<TimerInfo> NextAsync() => await _runs.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        public async Task RunAsync(TimerInfo timer)
        {
            MostRunning = Math.Max(MostRunning, Interlocked.Increment(ref _running));
            try
            {
                _runs.Writer.TryWrite(timer);
                await (Gate?.Task ?? Task.CompletedTask);
                if (Failure is not null)
                {
                    throw Failure;
                }
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }
    }

    private sealed class MinuteTimer(TimerLog log)
    {
        [Function("Minute")]
        public Task Run([TimerTrigger("0 * * * * *", UseMonitor = true)] TimerInfo timer) => log.RunAsync(timer);
    }

    private sealed class SettingTimer(TimerLog log)
    {
        [Function("Setting")]
        public Task Run([TimerTrigger("%Every%")] TimerInfo timer) => log.RunAsync(timer);
    }

    private sealed class StartupTimer(TimerLog log)
    {
        [Function("Startup")]
        public Task Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => log.RunAsync(timer);
    }

    private sealed class NonsenseTimer(TimerLog log)
    {
        [Function("Nonsense")]
        public Task Run([TimerTrigger("whenever")] TimerInfo timer) => log.RunAsync(timer);
    }
}

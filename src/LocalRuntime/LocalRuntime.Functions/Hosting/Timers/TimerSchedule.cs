using System.Globalization;
using NCrontab;

namespace LocalRuntime.Functions.Hosting.Timers;

/// <summary>When a timer function runs: NCRONTAB in UTC, or a constant interval.</summary>
internal abstract class TimerSchedule
{
    private const int FieldsWithSeconds = 6;

    /// <returns>The first occurrence after <paramref name="after"/>; both UTC.</returns>
    public abstract DateTime Next(DateTime after);

    /// <param name="text">Five or six fields of NCRONTAB, or a <see cref="TimeSpan"/>.</param>
    /// <returns>Null when it is neither.</returns>
    public static TimerSchedule? TryParse(string text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval))
        {
            return interval > TimeSpan.Zero ? new Interval(interval) : null;
        }

        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var cron = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == FieldsWithSeconds });
        return cron is null ? null : new Cron(cron);
    }

    private sealed class Interval(TimeSpan interval) : TimerSchedule
    {
        public override DateTime Next(DateTime after) => after + interval;
    }

    private sealed class Cron(CrontabSchedule cron) : TimerSchedule
    {
        public override DateTime Next(DateTime after) => DateTime.SpecifyKind(cron.GetNextOccurrence(after), DateTimeKind.Utc);
    }
}

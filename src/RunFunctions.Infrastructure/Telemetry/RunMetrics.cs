using System.Diagnostics;
using System.Diagnostics.Metrics;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.Telemetry;

/// <summary>Runs, steps and recovery in numbers. Tags are closed sets: kinds, steps, states and codes, never ids.</summary>
public sealed class RunMetrics
{
    private readonly Counter<long> _created;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _stepFailures;
    private readonly Counter<long> _repairs;
    private readonly Histogram<double> _queueWait;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _stepDuration;

    public RunMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("RunFunctions.Runs");
        _created = meter.CreateCounter<long>("runfunctions.runs.created", "{run}", "Runs that were queued.");
        _ended = meter.CreateCounter<long>("runfunctions.runs.ended", "{run}", "Runs that became terminal.");
        _queueWait = meter.CreateHistogram<double>("runfunctions.run.queue_wait", "s", "From queued to started.");
        _duration = meter.CreateHistogram<double>("runfunctions.run.duration", "s", "From started to ended.");
        _stepDuration = meter.CreateHistogram<double>("runfunctions.step.duration", "s", "One attempt of a step.");
        _stepFailures = meter.CreateCounter<long>("runfunctions.step.failures", "{attempt}", "Attempts of steps that failed.");
        _repairs = meter.CreateCounter<long>("runfunctions.recovery.repairs", "{run}", "What recovery had to repair.");
    }

    /// <summary>Counts an event; those without a number are passed over.</summary>
    public void Record(RunEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var tags = new TagList { { "kind", happened.Subject.Kind.Value } };
        switch (happened.Type)
        {
            case RunEventTypes.RunCreated:
                _created.Add(1, tags);
                break;
            case RunEventTypes.RunStarted:
                Record(_queueWait, happened, tags);
                break;
            case RunEventTypes.StepSucceeded or RunEventTypes.StepFailed:
                RecordStep(happened, tags);
                break;
            case var type when EndStates.TryGetValue(type, out var state):
                tags.Add("state", state);
                Record(_duration, happened, tags);
                tags.Add("error_code", happened.ErrorCode);
                _ended.Add(1, tags);
                break;
            default:
                break;
        }
    }

    /// <summary>Counts what one round of recovery repaired.</summary>
    public void Record(RecoveryReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ReadOnlySpan<(string Repair, int Count)> repairs =
        [
            ("scheduled", report.Scheduled), ("signalled", report.Signalled), ("failed", report.Failed),
            ("resumed", report.Resumed), ("finished", report.Finished), ("dropped", report.Dropped),
        ];
        foreach (var (repair, count) in repairs)
        {
            if (count > 0)
            {
                _repairs.Add(count, new TagList { { "repair", repair } });
            }
        }
    }

    /// <summary>States that runs end in, by the event that says so.</summary>
    internal static IReadOnlyDictionary<string, string> EndStates { get; } = new Dictionary<string, string>
    {
        [RunEventTypes.RunCompleted] = "COMPLETED",
        [RunEventTypes.RunFailed] = "FAILED",
        [RunEventTypes.RunRecoveredAsFailed] = "FAILED",
        [RunEventTypes.RunQuarantined] = "FAILED",
        [RunEventTypes.RunTimedOut] = "TIMED_OUT",
        [RunEventTypes.RunCancelled] = "CANCELLED",
    };

    private void RecordStep(RunEvent happened, TagList tags)
    {
        var hasFailed = happened.Type == RunEventTypes.StepFailed;
        tags.Add("step", happened.StepName);
        if (hasFailed)
        {
            _stepFailures.Add(1, [.. tags, new("error_code", happened.ErrorCode)]);
        }

        tags.Add("status", hasFailed ? "FAILED" : "SUCCEEDED");
        Record(_stepDuration, happened, tags);
    }

    private static void Record(Histogram<double> histogram, RunEvent happened, in TagList tags)
    {
        if (happened.Since is { } since)
        {
            histogram.Record((happened.At - since).TotalSeconds, tags);
        }
    }
}

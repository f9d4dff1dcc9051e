using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Durable.Conformance.App.Topics;

/// <param name="Due">When it was to fire.</param>
/// <param name="Fired">The orchestration's time after it fired.</param>
public sealed record Alarm(DateTime Due, DateTime Fired);

public static class TimerFunctions
{
    /// <summary>Input: milliseconds from now, which may be negative.</summary>
    [Function(nameof(Sleep))]
    public static async Task<Alarm> Sleep([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var due = context.CurrentUtcDateTime.AddMilliseconds(context.GetInput<int>());
        await context.CreateTimer(due, CancellationToken.None);
        return new Alarm(due, context.CurrentUtcDateTime);
    }

    /// <summary>Starts the longer of two timers first and tells in which order they fire.</summary>
    [Function(nameof(SleepTwice))]
    public static async Task<string> SleepTwice([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var later = context.CreateTimer(TimeSpan.FromMilliseconds(400), CancellationToken.None);
        var sooner = context.CreateTimer(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        var first = await Task.WhenAny(later, sooner);
        await Task.WhenAll(later, sooner);
        return first == sooner ? "the sooner one" : "the later one";
    }

    [Function(nameof(CancelTimer))]
    public static async Task<string> CancelTimer([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cancellation = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromHours(1), cancellation.Token);
        Cancellation.Now(cancellation);
        try
        {
            await timer;
            return "fired";
        }
        catch (TaskCanceledException)
        {
            return "cancelled";
        }
    }
}

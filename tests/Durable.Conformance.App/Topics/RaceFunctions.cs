using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Durable.Conformance.App.Topics;

/// <param name="Work">Milliseconds that the activity takes.</param>
/// <param name="Timeout">Milliseconds until the timer fires.</param>
public sealed record Race(int Work, int Timeout);

public static class RaceFunctions
{
    [Function(nameof(RaceTwoActivities))]
    public static async Task<string> RaceTwoActivities([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await await Task.WhenAny(
            context.CallActivityAsync<string>(nameof(Activities.Take), new Work(3000, "slow")),
            context.CallActivityAsync<string>(nameof(Activities.Take), new Work(0, "fast")));

    [Function(nameof(RaceAgainstTimeout))]
    public static async Task<string> RaceAgainstTimeout([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var race = context.GetInput<Race>()!;
        using var cancellation = new CancellationTokenSource();
        var work = context.CallActivityAsync<string>(nameof(Activities.Take), new Work(race.Work, "done"));
        var timeout = context.CreateTimer(TimeSpan.FromMilliseconds(race.Timeout), cancellation.Token);
        if (await Task.WhenAny(work, timeout) == timeout)
        {
            return "too late";
        }

        Cancellation.Now(cancellation);
        return $"{await work}, the timer is cancelled: {timeout.IsCanceled}";
    }

    [Function(nameof(RaceEventAgainstTimeout))]
    public static async Task<string?> RaceEventAgainstTimeout([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cancellation = new CancellationTokenSource();
        var received = context.WaitForExternalEvent<string>("go");
        var timeout = context.CreateTimer(TimeSpan.FromHours(1), cancellation.Token);
        if (await Task.WhenAny(received, timeout) == timeout)
        {
            return "too late";
        }

        Cancellation.Now(cancellation);
        return await received;
    }

    /// <summary>Takes the winner, then waits for the loser as well.</summary>
    [Function(nameof(AwaitBoth))]
    public static async Task<string> AwaitBoth([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var slow = context.CallActivityAsync<string>(nameof(Activities.Take), new Work(1500, "slow"));
        var fast = context.CallActivityAsync<string>(nameof(Activities.Take), new Work(0, "fast"));
        var winner = await await Task.WhenAny(slow, fast);
        return $"{winner}, then {await slow}";
    }
}

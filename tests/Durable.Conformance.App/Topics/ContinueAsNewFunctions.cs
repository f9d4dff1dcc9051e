using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Durable.Conformance.App.Topics;

/// <param name="Round">Which round it is.</param>
/// <param name="Last">Which one is the last.</param>
public sealed record Rounds(int Round, int Last);

/// <param name="Sum">Of the numbers so far.</param>
/// <param name="Preserve">Whether events that were not awaited go on.</param>
public sealed record Drained(int Sum, bool Preserve);

public static class ContinueAsNewFunctions
{
    [Function(nameof(GoRound))]
    public static async Task<int> GoRound([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var rounds = context.GetInput<Rounds>()!;
        await context.CallActivityAsync<int>(nameof(Activities.Square), rounds.Round);
        if (rounds.Round < rounds.Last)
        {
            context.ContinueAsNew(rounds with { Round = rounds.Round + 1 });
        }

        return rounds.Round;
    }

    /// <summary>Each round waits for <c>open</c>, takes one <c>number</c> and starts over; a negative number ends it.</summary>
    [Function(nameof(Drain))]
    public static async Task<int> Drain([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var drained = context.GetInput<Drained>()!;
        await context.WaitForExternalEvent<string>("open");
        var number = await context.WaitForExternalEvent<int>("number");
        if (number >= 0)
        {
            context.ContinueAsNew(drained with { Sum = drained.Sum + number }, drained.Preserve);
        }

        return drained.Sum;
    }

    /// <summary>Sends one <c>number</c> to the instance that its own id names, then starts over.</summary>
    [Function(nameof(SendEachRound))]
    public static Task SendEachRound([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var rounds = context.GetInput<Rounds>()!;
        context.SendEvent(context.InstanceId + "-receiver", "number", rounds.Round);
        if (rounds.Round < rounds.Last)
        {
            context.ContinueAsNew(rounds with { Round = rounds.Round + 1 });
        }

        return Task.CompletedTask;
    }
}

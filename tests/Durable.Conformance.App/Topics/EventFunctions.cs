using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Durable.Conformance.App.Topics;

public static class EventFunctions
{
    /// <summary>Waits for <c>go</c> and returns its text.</summary>
    [Function(nameof(WaitForGo))]
    public static async Task<string?> WaitForGo([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.WaitForExternalEvent<string>("go");

    /// <summary>Waits for <c>open</c>, then for as many numbers as the input says.</summary>
    [Function(nameof(Collect))]
    public static async Task<List<int>> Collect([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        List<int> numbers = [];
        await context.WaitForExternalEvent<string>("open");
        while (numbers.Count < context.GetInput<int>())
        {
            numbers.Add(await context.WaitForExternalEvent<int>("number"));
        }

        return numbers;
    }

    /// <summary>Input: milliseconds. Returns the text of <c>go</c>, or <c>timeout</c>.</summary>
    [Function(nameof(WaitForGoWithTimeout))]
    public static async Task<string?> WaitForGoWithTimeout([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("go", TimeSpan.FromMilliseconds(context.GetInput<int>()));
        }
        catch (TaskCanceledException)
        {
            return "timeout";
        }
    }

    [Function(nameof(WaitTwice))]
    public static async Task<string> WaitTwice([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var older = context.WaitForExternalEvent<string>("go");
        var younger = context.WaitForExternalEvent<string>("go");
        return await Task.WhenAny(older, younger) == younger ? "the younger" : "the older";
    }

    /// <summary>Abandons one wait for <c>go</c>, then waits again.</summary>
    [Function(nameof(WaitAgain))]
    public static async Task<string?> WaitAgain([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cancellation = new CancellationTokenSource();
        var again = context.WaitForExternalEvent<string>("go");
        _ = context.WaitForExternalEvent<string>("go", cancellation.Token);
        Cancellation.Now(cancellation);
        return await again;
    }

    /// <summary>Input: the receiver.</summary>
    [Function(nameof(SendGo))]
    public static Task SendGo([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SendEvent(context.GetInput<string>()!, "go", "from " + context.InstanceId);
        return Task.CompletedTask;
    }

    /// <summary>Input: the other one, which does the same. Three words each.</summary>
    [Function(nameof(Chat))]
    public static async Task<int> Chat([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var heard = 0;
        while (heard < 3)
        {
            context.SendEvent(context.GetInput<string>()!, "word", heard);
            await context.WaitForExternalEvent<int>("word");
            heard++;
        }

        return heard;
    }
}

using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Durable.Conformance.App.Topics;

/// <param name="Step">What it is about.</param>
/// <param name="Done">In percent.</param>
public sealed record Progress(string Step, int Done);

public static class StatusFunctions
{
    /// <summary>Says where it is before and after <c>go</c>; fails when <c>go</c> says so.</summary>
    [Function(nameof(ShowProgress))]
    public static async Task ShowProgress([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new Progress("waiting", 10));
        var how = await context.WaitForExternalEvent<string>("go");
        context.SetCustomStatus(new Progress("gone", 100));
        if (how == "fail")
        {
            throw new InvalidOperationException("as asked");
        }
    }
}

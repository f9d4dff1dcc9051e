using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace Durable.Conformance.App.Topics;

/// <param name="Key">Under which the attempts are observed.</param>
/// <param name="Failures">How many attempts fail.</param>
public sealed record Attempts(string Key, int Failures);

/// <param name="Milliseconds">How long it takes.</param>
/// <param name="Result">What it returns.</param>
public sealed record Work(int Milliseconds, string Result);

/// <summary>What the orchestrators of several topics call.</summary>
public static class Activities
{
    [Function(nameof(Square))]
    public static int Square([ActivityTrigger] int number) => number * number;

    [Function(nameof(Same))]
    public static string? Same([ActivityTrigger] string? text) => text;

    /// <summary>Fails the given number of times, then returns the number of the attempt. Each observation is its time.</summary>
    [Function(nameof(Attempt))]
    public static int Attempt([ActivityTrigger] Attempts attempts)
    {
        var number = Observations.Add(attempts.Key, DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture));
        return number <= attempts.Failures ? throw new InvalidOperationException($"attempt {number} failed") : number;
    }

    [Function(nameof(Take))]
    public static async Task<string> Take([ActivityTrigger] Work work, CancellationToken cancellationToken)
    {
        await Task.Delay(work.Milliseconds, cancellationToken);
        return work.Result;
    }

    [Function(nameof(Refuse))]
    public static string Refuse([ActivityTrigger] string message) => throw new FileNotFoundException(message, new FormatException("cause of " + message));
}

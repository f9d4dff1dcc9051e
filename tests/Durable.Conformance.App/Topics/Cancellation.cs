namespace Durable.Conformance.App.Topics;

internal static class Cancellation
{
    /// <summary>Cancels at once, on the orchestrator's own thread: awaiting the cancellation would leave it.</summary>
    public static void Now(CancellationTokenSource source) => source.Cancel();
}

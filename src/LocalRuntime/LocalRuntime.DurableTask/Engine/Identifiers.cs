namespace LocalRuntime.DurableTask.Engine;

/// <summary>The one source of ids of the engine. Orchestrators have their own, deterministic one.</summary>
internal static class Identifiers
{
    /// <summary>In the form that the official client gives to instances.</summary>
    public static string NewInstanceId() => Guid.NewGuid().ToString("N");

    public static string NewExecutionId() => Guid.NewGuid().ToString("N");

    public static string NewMessageId() => Guid.NewGuid().ToString("N");

    /// <summary>The same for every replay of a call.</summary>
    public static string OfCall(string instanceId, string executionId, int eventId) => $"{instanceId}:{executionId}:{eventId}";
}

namespace LocalRuntime.DurableTask.Engine;

/// <summary>Which instance ids storage can hold as keys; the rules that the official extension has for its HTTP API.</summary>
internal static class InstanceIds
{
    private const int LongestLength = 256;

    /// <exception cref="ArgumentException">The id is not allowed.</exception>
    public static void Check(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (instanceId.Length > LongestLength)
        {
            throw new ArgumentException($"Instance IDs must not exceed {LongestLength} characters.", nameof(instanceId));
        }

        if (instanceId[0] == '@')
        {
            throw new ArgumentException("Orchestration instance IDs must not start with @.", nameof(instanceId));
        }

        if (instanceId.AsSpan().IndexOfAny("/\\#?") >= 0 || instanceId.Any(char.IsControl))
        {
            throw new ArgumentException(
                "Orchestration instance IDs must not contain /, \\, #, ?, or control characters.", nameof(instanceId));
        }
    }
}

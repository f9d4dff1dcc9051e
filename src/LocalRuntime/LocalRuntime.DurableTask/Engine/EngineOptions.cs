namespace LocalRuntime.DurableTask.Engine;

/// <summary>Settings of the engine, with the defaults of the official extension.</summary>
internal sealed record EngineOptions
{
    public int MaxConcurrentActivities { get; init; } = 10;

    public int MaxConcurrentOrchestrators { get; init; } = 5;

    /// <summary>Whether an instance in any status may be replaced by a start with its id, not only one that has ended.</summary>
    public bool ReplacesAnyState { get; init; }

    /// <summary>Pause before a step whose storage calls failed is tried again; doubles up to 64 times.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a client that waits looks at storage, for instances that run in another process.</summary>
    public TimeSpan WaitPollInterval { get; init; } = TimeSpan.FromSeconds(5);
}

namespace Microsoft.DurableTask;

/// <summary>How an orchestration starts over with an empty history.</summary>
public class ContinueAsNewOptions
{
    public object? NewInput { get; set; }

    public string? NewVersion { get; set; }

    /// <summary>Whether events that arrived and were not awaited go on to the new execution.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;
}

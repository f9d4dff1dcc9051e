namespace RunFunctions.Core.Engine.Domain;

/// <summary>States of a run; the last four are terminal and immutable.</summary>
public enum RunState
{
    Queued,
    Running,
    Completed,
    Failed,
    TimedOut,
    Cancelled,
}

namespace RunFunctions.Core.Engine.Domain;

public enum RunState
{
    Queued,
    Running,
    Completed,
    Failed,
    TimedOut,
    Cancelled,
}

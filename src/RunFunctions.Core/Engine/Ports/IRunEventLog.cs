using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>Where events go: structured logs. Never fails, never waits.</summary>
public interface IRunEventLog
{
    void Publish(RunEvent happened);
}

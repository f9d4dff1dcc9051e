using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Ports;

/// <summary>Who waits for a change of a run in this process.</summary>
public interface IRunChanges
{
    /// <summary>The run was written, here or elsewhere; whoever waits for it looks again.</summary>
    void Tell(RunId id);
}

using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.Runtime;

/// <summary>Random ids: the only place of the app that makes a GUID.</summary>
public sealed class RandomIdSource : IIdSource
{
    public Guid NewId() => Guid.NewGuid();
}

namespace RunFunctions.Core.Engine.Ports;

/// <summary>The source of new ids, so that tests can give theirs.</summary>
public interface IIdSource
{
    /// <summary>A random version-4 UUID.</summary>
    Guid NewId();
}

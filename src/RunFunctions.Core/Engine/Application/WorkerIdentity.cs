namespace RunFunctions.Core.Engine.Application;

/// <summary>The name under which this process holds leases; unique per process start.</summary>
public sealed record WorkerIdentity(string Name);

using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Who this process is.</summary>
/// <param name="Name">The name under which it holds leases; unique per process start.</param>
/// <param name="Build">Which app it runs; recorded with the runs that it works on.</param>
public sealed record WorkerIdentity(string Name, AppBuild? Build = null);

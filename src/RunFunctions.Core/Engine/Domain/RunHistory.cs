namespace RunFunctions.Core.Engine.Domain;

/// <summary>A run with everything it appended and everything that was recorded of it, in order.</summary>
public sealed record RunHistory(Run Run, IReadOnlyList<Artifact> Artifacts, IReadOnlyList<RunEvent> Events);

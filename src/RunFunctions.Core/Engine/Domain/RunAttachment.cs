namespace RunFunctions.Core.Engine.Domain;

/// <summary>Something that a capability keeps beside a run's artifacts and that goes with the run, for example a version that people made.</summary>
/// <param name="Row">Key of its row in the partition of the run's subject.</param>
/// <param name="Blobs">Contents that the row refers to.</param>
public sealed record RunAttachment(string Row, IReadOnlyList<ProducedArtifact> Blobs);

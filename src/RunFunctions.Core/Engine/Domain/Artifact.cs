namespace RunFunctions.Core.Engine.Domain;

/// <summary>Names of artifact types that the engine itself writes; rooms add their own.</summary>
public static class ArtifactTypes
{
    public const string StepStatus = "STEP_STATUS";
}

/// <summary>Content that lies in blob storage, as its row claims it.</summary>
/// <param name="BlobName">Name in the artifacts container; starts with the organization id.</param>
/// <param name="Sha256">Lowercase hex.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ContentType">Media type.</param>
public sealed record BlobReference(string BlobName, string Sha256, long Size, string ContentType);

/// <summary>Something that a run produced; immutable. Either a step record or a blob.</summary>
/// <param name="Sequence">0-based position among the run's artifacts; with the run id the artifact's identity.</param>
/// <param name="Type">For example <c>STEP_STATUS</c>, <c>RAW_TEXT</c>.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Step">Set for <see cref="ArtifactTypes.StepStatus"/>.</param>
/// <param name="Blob">Set for content.</param>
/// <param name="Producer">Name and version of what made the content, for example <c>runfunctions-pdf/1</c>.</param>
public sealed record Artifact(
    int Sequence, string Type, DateTimeOffset CreatedAt, StepRecord? Step = null, BlobReference? Blob = null, string? Producer = null);

/// <summary>A produced content before the engine has given it its place in the run.</summary>
/// <param name="Type">For example <c>RAW_TEXT</c>.</param>
/// <param name="Blob">The content.</param>
/// <param name="Producer">Name and version of what made it.</param>
public sealed record ProducedArtifact(string Type, BlobReference Blob, string? Producer = null);

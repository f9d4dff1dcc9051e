using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Engine;

/// <summary>The artifacts of a run in order; they are immutable and only ever appended.</summary>
public sealed record RunArtifactsView(string RunId, IReadOnlyList<RunArtifactView> Artifacts)
{
    public static RunArtifactsView Of(RunHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return new RunArtifactsView(history.Run.Id.Value, [.. history.Artifacts.OrderBy(artifact => artifact.Sequence).Select(RunArtifactView.Of)]);
    }
}

/// <param name="Sequence">0-based position among the run's artifacts.</param>
/// <param name="ArtifactType">For example <c>STEP_STATUS</c>, <c>RAW_TEXT</c>.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Step">Set for <c>STEP_STATUS</c>.</param>
/// <param name="Content">Set for everything else.</param>
public sealed record RunArtifactView(int Sequence, string ArtifactType, DateTimeOffset CreatedAt, ArtifactStepView? Step, ArtifactContentView? Content)
{
    public static RunArtifactView Of(Artifact artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        return new RunArtifactView(
            artifact.Sequence,
            artifact.Type,
            artifact.CreatedAt,
            artifact.Step is { } step ? new ArtifactStepView(step.StepName, step.Status, step.Attempt, step.StartedAt, step.EndedAt, step.ErrorCode) : null,
            artifact.Blob is { } blob ? new ArtifactContentView(blob.ContentType, blob.Size, blob.Sha256) : null);
    }
}

public sealed record ArtifactStepView(string StepName, StepStatus StepStatus, int Attempt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? ErrorCode);

public sealed record ArtifactContentView(string ContentType, long Size, string Sha256);

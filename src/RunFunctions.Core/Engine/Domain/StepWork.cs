namespace RunFunctions.Core.Engine.Domain;

/// <summary>What a step's work gave.</summary>
public abstract record StepWork
{
    private StepWork()
    {
    }

    /// <summary>The step did its work; the blobs are written, the engine now claims them.</summary>
    public sealed record Produced(IReadOnlyList<ProducedArtifact> Artifacts) : StepWork;

    /// <summary>The step failed.</summary>
    /// <param name="ErrorCode">Closed set of the room.</param>
    /// <param name="FailureType">What the run's failure type becomes if this was the last attempt.</param>
    /// <param name="Retryable">False for a verdict on the input, which another attempt would only repeat.</param>
    /// <param name="Details">Codes and counts; never document text.</param>
    public sealed record Failed(
        string ErrorCode, string FailureType, bool Retryable, IReadOnlyDictionary<string, string>? Details = null) : StepWork;
}

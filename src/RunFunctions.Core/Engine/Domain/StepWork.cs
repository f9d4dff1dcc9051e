namespace RunFunctions.Core.Engine.Domain;

/// <summary>What a step's work gave.</summary>
public abstract record StepWork
{
    private StepWork()
    {
    }

    /// <summary>The step did its work; the blobs are written, the engine now claims them.</summary>
    public sealed record Produced(IReadOnlyList<ProducedArtifact> Artifacts) : StepWork
    {
        /// <summary>How the step read the input; null when that is not for it to say.</summary>
        public RunReading? Reading { get; init; }
    }

    /// <summary>The step failed.</summary>
    /// <param name="ErrorCode">Closed set of the room.</param>
    /// <param name="FailureType">What the run's failure type becomes if this was the last attempt.</param>
    /// <param name="Retryable">False for a verdict on the input, which another attempt would only repeat.</param>
    /// <param name="Details">Codes and counts; never document text.</param>
    public sealed record Failed(
        string ErrorCode, string FailureType, bool Retryable, IReadOnlyDictionary<string, string>? Details = null) : StepWork
    {
        /// <summary>Key of the details: a code that says why, finer than the error code. Failures with the same one are alike.</summary>
        public const string ReasonDetail = "outcome";

        /// <summary>Key of the details: type of an exception nobody expected.</summary>
        public const string ExceptionDetail = "exception";

        /// <summary>Why, as a code; null when nothing finer is known.</summary>
        public string? Reason => Details?.GetValueOrDefault(ReasonDetail) ?? Details?.GetValueOrDefault(ExceptionDetail);
    }
}

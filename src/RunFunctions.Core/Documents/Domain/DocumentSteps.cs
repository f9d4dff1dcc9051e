using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>The steps of a document's run, in order.</summary>
public static class DocumentSteps
{
    public static StepDefinition Extraction { get; } = new("EXTRACTION", DocumentFailure.ExtractionFailed)
    {
        Outputs = [DocumentArtifacts.RawText, DocumentArtifacts.TextPages],
    };

    public static StepDefinition Interpretation { get; } = new("INTERPRETATION", DocumentFailure.InterpretationFailed)
    {
        Outputs = [DocumentArtifacts.StructuredInterpretation],
    };

    public static IReadOnlyList<StepDefinition> All { get; } = [Extraction, Interpretation];
}

using RunFunctions.Core.Documents.Domain.LanguageModel;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>Turns the text of a document into structured values. Pure: the same text and context give the same result.</summary>
public interface IDocumentInterpreter
{
    /// <summary>Name and version, for lineage: another version may give another result.</summary>
    string Version { get; }

    InterpretationResult Interpret(DocumentText text, InterpretationContext context);
}

/// <summary>What an interpretation carries besides the text.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="RunId">The run that interprets it.</param>
/// <param name="CreatedAt">When; stored as UTC.</param>
/// <param name="ConfidencePolicy">Null when none is configured; fields then carry <see cref="DefaultPolicyVersion"/>.</param>
/// <param name="Reading">What a language model said about the text; null when none was asked.</param>
public sealed record InterpretationContext(
    DocumentId DocumentId,
    string RunId,
    DateTimeOffset CreatedAt,
    ConfidencePolicy? ConfidencePolicy = null,
    ModelReading? Reading = null)
{
    public const string DefaultPolicyVersion = "v1";

    public string PolicyVersion => ConfidencePolicy?.PolicyVersion ?? DefaultPolicyVersion;
}

/// <summary>Either data, or the errors of data that broke the contract (step error INTERPRETATION_VALIDATION_FAILED).</summary>
/// <param name="Data">Null when there are errors.</param>
/// <param name="Errors">Empty when there are data.</param>
public sealed record InterpretationResult(InterpretationData? Data, IReadOnlyList<InterpretationError> Errors)
{
    public static InterpretationResult Of(InterpretationData data) => new(data, []);

    public static InterpretationResult Invalid(IReadOnlyList<InterpretationError> errors) => new(null, errors);
}

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
/// <param name="ConfidencePolicy">Null when nobody will be shown the result; fields then carry <see cref="DefaultPolicyVersion"/>.</param>
/// <param name="ExtractorVersion">What read the text; null when it is not known.</param>
public sealed record InterpretationContext(
    DocumentId DocumentId,
    string RunId,
    DateTimeOffset CreatedAt,
    ConfidencePolicy? ConfidencePolicy = null,
    string? ExtractorVersion = null)
{
    public const string DefaultPolicyVersion = "v1";

    /// <summary>The language that people said the document has, ISO 639-1; null when the text is to tell.</summary>
    public string? Language { get; init; }

    /// <summary>What a language model said about the text; null when none was asked.</summary>
    public ModelReading? Reading { get; init; }

    public string PolicyVersion => ConfidencePolicy?.PolicyVersion ?? DefaultPolicyVersion;
}

/// <summary>Either data, or the errors of data that broke the contract (step error INTERPRETATION_VALIDATION_FAILED).</summary>
/// <param name="Data">Null when there are errors.</param>
/// <param name="Errors">Empty when there are data.</param>
public sealed record InterpretationResult(InterpretationData? Data, IReadOnlyList<InterpretationError> Errors)
{
    /// <summary>The language by whose rules the text was read, ISO 639-1, or <see cref="DocumentLanguage.Unknown"/>.</summary>
    public string LanguageUsed { get; init; } = DocumentLanguage.Unknown;

    public static InterpretationResult Of(InterpretationData data) => new(data, []);

    public static InterpretationResult Invalid(IReadOnlyList<InterpretationError> errors) => new(null, errors);
}

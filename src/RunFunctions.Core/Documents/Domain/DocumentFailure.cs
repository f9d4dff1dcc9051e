namespace RunFunctions.Core.Documents.Domain;

/// <summary>Failure types of a document's run and of its document view (specs/documents.md §1.2, §1.4).</summary>
public static class DocumentFailure
{
    /// <summary>The file could not be read, or its text could not be stored.</summary>
    public const string ExtractionFailed = "EXTRACTION_FAILED";

    /// <summary>The file was read, but its text did not pass the quality gate.</summary>
    public const string ExtractionLowQuality = "EXTRACTION_LOW_QUALITY";

    /// <summary>The text was good, but no valid interpretation came out of it.</summary>
    public const string InterpretationFailed = "INTERPRETATION_FAILED";

    /// <summary>Document view only: a failure that tells the reader nothing more, such as a terminated process.</summary>
    public const string UnknownError = "UNKNOWN_ERROR";

    /// <summary>The failure shown on the document for the raw failure type of a failed or timed-out run.</summary>
    public static string ForDocumentView(string? runFailureType) => runFailureType switch
    {
        ExtractionFailed or ExtractionLowQuality or InterpretationFailed => runFailureType,
        _ => UnknownError,
    };
}

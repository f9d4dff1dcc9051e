using RunFunctions.Core.Documents.Domain.Calibration;

namespace RunFunctions.Core.Documents.Ports;

/// <summary>The events of people and readers (specs/documents.md §7); the names are the wire names.</summary>
public static class DocumentEventTypes
{
    public const string DocumentUploaded = "DOCUMENT_UPLOADED";

    /// <summary>Ours: a stored document could not be listed yet; the end of its run lists it.</summary>
    public const string DocumentListingFailed = "DOCUMENT_LISTING_FAILED";

    public const string ReprocessRequested = "REPROCESS_REQUESTED";
    public const string DocumentListViewed = "DOCUMENT_LIST_VIEWED";
    public const string DocumentMetadataViewed = "DOCUMENT_METADATA_VIEWED";
    public const string DocumentProcessingHistoryViewed = "DOCUMENT_PROCESSING_HISTORY_VIEWED";
    public const string DocumentOriginalAccessed = "DOCUMENT_ORIGINAL_ACCESSED";
    public const string DocumentOriginalAccessFailed = "DOCUMENT_ORIGINAL_ACCESS_FAILED";
    public const string DocumentReviewViewed = "DOCUMENT_REVIEW_VIEWED";
    public const string InterpretationEdited = "INTERPRETATION_EDITED";
    public const string MarkReviewed = "MARK_REVIEWED";

    /// <summary>Ours: a document was reopened, by hand or by an edit.</summary>
    public const string UnmarkReviewed = "UNMARK_REVIEWED";

    /// <summary>Ours: people said in which language later runs read a document, or took that back.</summary>
    public const string LanguageOverridden = "LANGUAGE_OVERRIDDEN";

    public const string GovernanceDecisionRecorded = "GOVERNANCE_DECISION_RECORDED";
    public const string SchemaContractCreated = "SCHEMA_CONTRACT_CREATED";

    /// <summary>Ours: an edit suggests a change of the contract that could not be counted; the edit itself is kept.</summary>
    public const string StructuralChangeNotCounted = "STRUCTURAL_CHANGE_NOT_COUNTED";
    public const string RawTextAccessed = "RAW_TEXT_ACCESSED";
    public const string RawTextAccessFailed = "RAW_TEXT_ACCESS_FAILED";

    /// <summary>Ours: what an edit says of rules could not be kept yet; marking the document reviewed does it.</summary>
    public const string CalibrationFailed = "CALIBRATION_FAILED";

    public const string FieldAcceptedUnchanged = "field_accepted_unchanged";
    public const string FieldEditedConfirmed = "field_edited_confirmed";
    public const string CalibrationReviewReverted = "calibration_review_reverted";
}

/// <param name="Type">One of <see cref="DocumentEventTypes"/>.</param>
/// <param name="DocumentId">Null when a rejected upload never became a document.</param>
/// <param name="RunId">Null before a run exists.</param>
/// <param name="ErrorCode">Set for rejections and failures.</param>
/// <param name="Reason">Closed reason of the failure.</param>
/// <param name="Count">Items returned, for lists.</param>
/// <param name="AccessType"><c>preview</c> or <c>download</c>, for originals.</param>
public sealed record DocumentEvent(
    string Type,
    string? DocumentId = null,
    string? RunId = null,
    string? ErrorCode = null,
    string? Reason = null,
    int? Count = null,
    string? AccessType = null);

/// <summary>A count that a judgement moved (specs/documents.md §5.7). Ids and numbers, never values.</summary>
/// <param name="Type">One of <see cref="DocumentEventTypes"/>.</param>
/// <param name="DocumentId">The document that was judged.</param>
/// <param name="RunId">Its run.</param>
/// <param name="ContextKey">The kind of document.</param>
/// <param name="FieldKey">Field key.</param>
/// <param name="MappingId">The rule.</param>
/// <param name="OldConfidence">Mapping confidence before, 0 to 1.</param>
/// <param name="NewConfidence">Mapping confidence now.</param>
/// <param name="OldState">Policy state before.</param>
/// <param name="NewState">Policy state now.</param>
/// <param name="PolicyVersion">The policy in force.</param>
public sealed record CalibrationEvent(
    string Type,
    string DocumentId,
    string RunId,
    string ContextKey,
    string FieldKey,
    string? MappingId,
    decimal OldConfidence,
    decimal NewConfidence,
    PolicyState OldState,
    PolicyState NewState,
    string PolicyVersion);

/// <summary>Where such events go: structured logs, with the request id of the call. Never fails, never waits.</summary>
public interface IDocumentEventLog
{
    void Publish(DocumentEvent happened);

    void Publish(CalibrationEvent happened);
}

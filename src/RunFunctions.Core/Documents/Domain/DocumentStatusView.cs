using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>What the latest run of a document says about the document (specs/documents.md §1.2).</summary>
/// <param name="Status">Derived status.</param>
/// <param name="Label">A few words for a list.</param>
/// <param name="Message">One sentence for the detail page.</param>
/// <param name="FailureType">One of <see cref="DocumentFailure"/>; null unless failed or timed out.</param>
public sealed record DocumentStatusView(DocumentStatus Status, string Label, string Message, string? FailureType)
{
    private static readonly DocumentStatusView Uploaded = new(
        DocumentStatus.Uploaded, "Uploaded", "The document is stored; processing has not started.", null);

    private static readonly DocumentStatusView Processing = new(
        DocumentStatus.Processing, "Processing", "The document is being processed.", null);

    private static readonly DocumentStatusView Completed = new(
        DocumentStatus.Completed, "Ready for review", "Processing has finished; the document is ready for review.", null);

    private static readonly DocumentStatusView Cancelled = new(
        DocumentStatus.Cancelled, "Processing cancelled", "Processing was cancelled before it finished.", null);

    /// <param name="latestRun">State of the run created last; null when the document has no run.</param>
    /// <param name="failureType">Raw failure type of that run.</param>
    public static DocumentStatusView Of(RunState? latestRun, string? failureType) => latestRun switch
    {
        null => Uploaded,
        RunState.Queued or RunState.Running => Processing,
        RunState.Completed => Completed,
        RunState.Cancelled => Cancelled,
        RunState.TimedOut => TimedOut(DocumentFailure.ForDocumentView(failureType)),
        RunState.Failed => Failed(DocumentFailure.ForDocumentView(failureType)),
        _ => Failed(DocumentFailure.UnknownError),
    };

    private static DocumentStatusView TimedOut(string failure) => new(
        DocumentStatus.TimedOut, "Processing timed out", "Processing took longer than allowed and was stopped.", failure);

    private static DocumentStatusView Failed(string failure) => new(
        DocumentStatus.Failed, "Failed", FailureMessage(failure), failure);

    private static string FailureMessage(string failure) => failure switch
    {
        DocumentFailure.ExtractionFailed => "The text of the document could not be read.",
        DocumentFailure.ExtractionLowQuality => "The text of the document is not readable enough to be interpreted.",
        DocumentFailure.InterpretationFailed => "The text was read, but it could not be interpreted.",
        _ => "Processing failed for an unknown reason.",
    };
}

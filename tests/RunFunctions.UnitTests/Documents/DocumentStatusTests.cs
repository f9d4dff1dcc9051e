using System.Text.Json;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Documents;

public sealed class DocumentStatusTests
{
    [Theory]
    [InlineData(null, DocumentStatus.Uploaded, "Uploaded")]
    [InlineData(RunState.Queued, DocumentStatus.Processing, "Processing")]
    [InlineData(RunState.Running, DocumentStatus.Processing, "Processing")]
    [InlineData(RunState.Completed, DocumentStatus.Completed, "Ready for review")]
    [InlineData(RunState.Cancelled, DocumentStatus.Cancelled, "Processing cancelled")]
    public void A_latest_run_that_did_not_fail_exposes_no_failure(RunState? run, DocumentStatus status, string label)
    {
        var view = DocumentStatusView.Of(run, failureType: "PROCESS_TERMINATED");

        Assert.Equal((status, label, null), (view.Status, view.Label, view.FailureType));
    }

    [Theory]
    [InlineData(RunState.Failed, "EXTRACTION_FAILED", DocumentStatus.Failed, "EXTRACTION_FAILED")]
    [InlineData(RunState.Failed, "EXTRACTION_LOW_QUALITY", DocumentStatus.Failed, "EXTRACTION_LOW_QUALITY")]
    [InlineData(RunState.Failed, "INTERPRETATION_FAILED", DocumentStatus.Failed, "INTERPRETATION_FAILED")]
    [InlineData(RunState.Failed, "PROCESS_TERMINATED", DocumentStatus.Failed, "UNKNOWN_ERROR")]
    [InlineData(RunState.Failed, null, DocumentStatus.Failed, "UNKNOWN_ERROR")]
    [InlineData(RunState.TimedOut, null, DocumentStatus.TimedOut, "UNKNOWN_ERROR")]
    [InlineData(RunState.TimedOut, "EXTRACTION_FAILED", DocumentStatus.TimedOut, "EXTRACTION_FAILED")]
    [InlineData((RunState)99, "EXTRACTION_FAILED", DocumentStatus.Failed, "UNKNOWN_ERROR")]
    public void A_failed_run_maps_to_a_known_failure_or_UNKNOWN_ERROR(
        RunState run, string? failure, DocumentStatus status, string expected)
    {
        var view = DocumentStatusView.Of(run, failure);

        Assert.Equal((status, expected), (view.Status, view.FailureType));
    }

    [Fact]
    public void Every_status_and_every_failure_has_a_sentence_of_its_own()
    {
        DocumentStatusView[] views =
        [
            DocumentStatusView.Of(null, null),
            DocumentStatusView.Of(RunState.Running, null),
            DocumentStatusView.Of(RunState.Completed, null),
            DocumentStatusView.Of(RunState.Cancelled, null),
            DocumentStatusView.Of(RunState.TimedOut, null),
            DocumentStatusView.Of(RunState.Failed, DocumentFailure.ExtractionFailed),
            DocumentStatusView.Of(RunState.Failed, DocumentFailure.ExtractionLowQuality),
            DocumentStatusView.Of(RunState.Failed, DocumentFailure.InterpretationFailed),
            DocumentStatusView.Of(RunState.Failed, null),
        ];

        Assert.Equal(views.Length, views.Select(view => view.Message).Distinct().Count());
        Assert.All(views, view => Assert.EndsWith(".", view.Message));
    }

    [Fact]
    public void Statuses_travel_as_upper_case_words()
    {
        Assert.Equal("\"TIMED_OUT\"", JsonSerializer.Serialize(DocumentStatus.TimedOut));
        Assert.Equal("\"IN_REVIEW\"", JsonSerializer.Serialize(ReviewStatus.InReview));
    }
}

using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Documents;

// Bodies of specs/documents.md §3.3 and §3.4, member by member.

public sealed record UploadedView(string DocumentId, DocumentStatus Status, DateTimeOffset CreatedAt)
{
    public static UploadedView Of(DocumentWithRuns uploaded) =>
        new(uploaded.Document.Id.ToString(), uploaded.Status.Status, uploaded.Document.CreatedAt);
}

public sealed record DocumentListItemView(
    string DocumentId,
    string OriginalFilename,
    DateTimeOffset CreatedAt,
    DocumentStatus Status,
    string StatusLabel,
    string? FailureType,
    ReviewStatus ReviewStatus,
    DateTimeOffset? ReviewedAt,
    string? ReviewedBy,
    string? LanguageOverride,
    string? LatestRunLanguageUsed,
    string? LatestRunSchemaContractUsed)
{
    public static DocumentListItemView Of(DocumentListItem item) => new(
        item.Id.ToString(),
        item.OriginalFileName,
        item.CreatedAt,
        item.Status.Status,
        item.Status.Label,
        item.Status.FailureType,
        item.ReviewStatus,
        item.ReviewedAt,
        item.ReviewedBy,
        item.LanguageOverride,
        item.LatestReading.LanguageUsed,
        item.LatestReading.SchemaContractUsed);
}

public sealed record DocumentView(
    string DocumentId,
    string OriginalFilename,
    string ContentType,
    long FileSize,
    string Sha256,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DocumentStatus Status,
    string StatusMessage,
    string? FailureType,
    ReviewStatus ReviewStatus,
    DateTimeOffset? ReviewedAt,
    string? ReviewedBy,
    string? ReviewedRunId,
    string? LanguageOverride,
    string? LatestRunLanguageUsed,
    string? LatestRunSchemaContractUsed,
    LatestRunView? LatestRun)
{
    public static DocumentView Of(DocumentWithRuns found) => new(
        found.Document.Id.ToString(),
        found.Document.OriginalFileName.Value,
        found.Document.Original.ContentType,
        found.Document.Original.Size,
        found.Document.Original.Sha256,
        found.Document.CreatedAt,
        found.Document.UpdatedAt,
        found.Status.Status,
        found.Status.Message,
        found.Status.FailureType,
        found.Document.ReviewStatus,
        found.Document.ReviewedAt,
        found.Document.ReviewedBy,
        found.Document.ReviewedRunId?.Value,
        found.Document.LanguageOverride,
        found.Runs.Latest?.Reading.LanguageUsed,
        found.Runs.Latest?.Reading.SchemaContractUsed,
        found.Runs.Latest is { } latest ? new LatestRunView(latest.Id.Value, latest.State, latest.FailureType) : null);
}

public sealed record LatestRunView(string RunId, RunState State, string? FailureType);

public sealed record LanguageView(string DocumentId, string? LanguageOverride);

public sealed record ReprocessView(string RunId, RunState State, DateTimeOffset CreatedAt);

public sealed record HistoryView(string DocumentId, IReadOnlyList<HistoryRunView> Runs)
{
    public static HistoryView Of(string documentId, RunHistories histories) =>
        new(documentId, [.. histories.Runs.Select(HistoryRunView.Of)]);
}

public sealed record HistoryRunView(
    string RunId,
    RunState State,
    string? FailureType,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    IReadOnlyList<HistoryStepView> Steps)
{
    public static HistoryRunView Of(RunHistory history) => new(
        history.Run.Id.Value,
        history.Run.State,
        history.Run.FailureType,
        history.Run.StartedAt,
        history.Run.CompletedAt,
        [.. history.Artifacts.Where(artifact => artifact.Step is not null).Select(artifact => HistoryStepView.Of(artifact.Step!))]);
}

public sealed record HistoryStepView(
    string StepName,
    StepStatus StepStatus,
    int Attempt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? ErrorCode,
    IReadOnlyDictionary<string, string>? Details)
{
    public static HistoryStepView Of(StepRecord step) =>
        new(step.StepName, step.Status, step.Attempt, step.StartedAt, step.EndedAt, step.ErrorCode, step.Details);
}

public sealed record RawTextView(string RunId, string ArtifactType, string ContentType, string Text)
{
    public static RawTextView Of(RawText text) => new(text.RunId.Value, DocumentArtifacts.RawText, "text/plain", text.Text);
}

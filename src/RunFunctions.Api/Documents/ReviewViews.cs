using System.Text.Json;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Editing;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Api.Documents;

/// <summary>What a reviewer sees. An edit answers the same as the read after it would.</summary>
public sealed record ReviewView(
    string DocumentId,
    CompletedRunView LatestCompletedRun,
    InterpretationView ActiveInterpretation,
    RawTextArtifactView RawTextArtifact,
    ReviewStatus ReviewStatus,
    DateTimeOffset? ReviewedAt,
    string? ReviewedBy,
    string? ReviewedRunId)
{
    /// <summary>With the confidence of today.</summary>
    public static ReviewView Of(ShownReview review) => Of(review.Stored, review.Data);

    /// <summary>As it is kept.</summary>
    public static ReviewView Of(Review review) => Of(review, review.Data);

    private static ReviewView Of(Review review, ReadOnlyMemory<byte> data) => new(
        review.Document.Document.Id.ToString(),
        new CompletedRunView(review.Run.Id.Value, review.Run.State, review.Run.CompletedAt, review.Run.FailureType),
        new InterpretationView(review.Version.InterpretationId, review.Version.Number, JsonElement.Parse(data.Span)),
        new RawTextArtifactView(review.Run.Id.Value, review.RawTextAvailable),
        review.Document.Document.ReviewStatus,
        review.Document.Document.ReviewedAt,
        review.Document.Document.ReviewedBy,
        review.Document.Document.ReviewedRunId?.Value);
}

public sealed record CompletedRunView(string RunId, RunState State, DateTimeOffset? CompletedAt, string? FailureType);

public sealed record InterpretationView(string InterpretationId, int VersionNumber, JsonElement Data);

public sealed record RawTextArtifactView(string RunId, bool Available);

/// <summary>What an edit would do. The ids of additions are those of this answer only.</summary>
public sealed record EditPreviewView(
    bool DryRun, bool CreatesVersion, int BaseVersionNumber, int VersionNumber, ReviewStatus ReviewStatus, JsonElement Data, JsonElement Changes)
{
    public static EditPreviewView Of(ChangedInterpretation changed) => new(
        DryRun: true,
        changed.HasNewVersion,
        changed.HasNewVersion ? changed.Review.Stored.Version.Number - 1 : changed.Review.Stored.Version.Number,
        changed.Review.Stored.Version.Number,
        changed.Review.Stored.Document.Document.ReviewStatus,
        JsonElement.Parse(changed.Review.Data.Span),
        JsonElement.Parse(ChangeLogJson.Write(changed.Log)));
}

/// <summary>The review of a document after it was marked or reopened.</summary>
public sealed record ReviewStatusView(string DocumentId, ReviewStatus ReviewStatus, DateTimeOffset? ReviewedAt, string? ReviewedBy, string? ReviewedRunId)
{
    public static ReviewStatusView Of(Document document) => new(
        document.Id.ToString(), document.ReviewStatus, document.ReviewedAt, document.ReviewedBy, document.ReviewedRunId?.Value);
}

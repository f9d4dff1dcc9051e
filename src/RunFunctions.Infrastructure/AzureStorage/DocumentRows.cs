using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>The columns that the Documents room adds to a subject row; disjoint from the engine's, see docs/tables/Runs.md.</summary>
internal static class DocumentRows
{
    public const string FileName = "DocumentFileName";
    public const string Review = "DocumentReviewStatus";
    public const string ReviewedAt = "DocumentReviewedAt";
    public const string ReviewedBy = "DocumentReviewedBy";
    public const string ReviewedRun = "DocumentReviewedRunId";
    public const string Revision = "DocumentRevision";

    /// <summary>The one column that the engine reads as well: the runs that it queues take the language from there.</summary>
    public const string Language = RunRows.RunLanguage;

    private const string Blob = "DocumentBlobName";
    private const string Sha256 = "DocumentSha256";
    private const string Size = "DocumentSize";
    private const string ContentType = "DocumentContentType";
    private const string CreatedAt = "DocumentCreatedAt";
    private const string UpdatedAt = "DocumentUpdatedAt";

    public static Dictionary<string, object> Columns(Document document) => new(ReviewColumns(document))
    {
        [FileName] = document.OriginalFileName.Value,
        [Blob] = document.Original.BlobName,
        [Sha256] = document.Original.Sha256,
        [Size] = document.Original.Size,
        [ContentType] = document.Original.ContentType,
        [CreatedAt] = document.CreatedAt,
    };

    /// <summary>
    /// The columns that change after the upload. A merge cannot remove a column: those of a review stay when the document is
    /// reopened, and mean something only while it is REVIEWED.
    /// </summary>
    public static Dictionary<string, object> ReviewColumns(Document document)
    {
        var columns = new Dictionary<string, object>
        {
            [UpdatedAt] = document.UpdatedAt,
            [Review] = document.ReviewStatus.ToString(),
            [Revision] = document.Revision,
            [Language] = document.LanguageOverride ?? "",
        };
        if (document.ReviewedAt is { } reviewedAt)
        {
            columns[ReviewedAt] = reviewedAt;
            columns[ReviewedBy] = document.ReviewedBy!;

            // Another review may have left a run.
            columns[ReviewedRun] = document.ReviewedRunId?.Value ?? "";
        }

        return columns;
    }

    /// <summary>
    /// Inserts what happened beside the runs that it concerns. The document's revision, of which only one writer is the first,
    /// gives the numbers: an edit may be two events.
    /// </summary>
    public static IEnumerable<TableTransactionAction> Events(OrganizationId organization, Document document, IReadOnlyList<ReviewEvent> events) =>
        from numbered in events.Select((happened, index) => (Happened: happened, Sequence: RunEvent.FirstOfRooms + (2 * document.Revision) + index))
        where numbered.Happened.RunId is not null
        select new TableTransactionAction(TableTransactionActionType.Add, FromEvent(organization, numbered.Happened, numbered.Sequence));

    public static DocumentWithRuns ToDocument(TableEntity row)
    {
        RunSubject subject = RunRows.ToSubject(row);
        var status = Enum.Parse<ReviewStatus>(RunRows.Text(row, Review));
        var isReviewed = status == ReviewStatus.Reviewed;
        return new DocumentWithRuns(
            new Document
            {
                Id = DocumentId.Parse(subject.Key.Id),
                OriginalFileName = OriginalFileName.From(row.GetString(FileName)),
                Original = new BlobReference(RunRows.Text(row, Blob), RunRows.Text(row, Sha256), row.GetInt64(Size)!.Value, RunRows.Text(row, ContentType)),
                CreatedAt = RunRows.Time(row, CreatedAt)!.Value,
                UpdatedAt = RunRows.Time(row, UpdatedAt)!.Value,
                ReviewStatus = status,
                ReviewedAt = isReviewed ? RunRows.Time(row, ReviewedAt) : null,
                ReviewedBy = isReviewed ? row.GetString(ReviewedBy) : null,
                ReviewedRunId = isReviewed ? RunRows.Id(row.GetString(ReviewedRun)) : null,
                LanguageOverride = subject.RunLanguage,
                Revision = row.GetInt32(Revision) ?? 0,
            },
            subject);
    }

    private static TableEntity FromEvent(OrganizationId organization, ReviewEvent happened, int sequence) =>
        RunRows.FromEvent(organization, happened.RunId!.Value, sequence, happened.Type, happened.At, RunActor.Of(happened.By));
}

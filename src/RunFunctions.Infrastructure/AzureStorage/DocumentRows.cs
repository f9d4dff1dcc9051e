using Azure.Data.Tables;
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

    private const string Blob = "DocumentBlobName";
    private const string Sha256 = "DocumentSha256";
    private const string Size = "DocumentSize";
    private const string ContentType = "DocumentContentType";
    private const string CreatedAt = "DocumentCreatedAt";
    private const string UpdatedAt = "DocumentUpdatedAt";

    public static Dictionary<string, object> Columns(Document document)
    {
        var columns = new Dictionary<string, object>
        {
            [FileName] = document.OriginalFileName.Value,
            [Blob] = document.Original.BlobName,
            [Sha256] = document.Original.Sha256,
            [Size] = document.Original.Size,
            [ContentType] = document.Original.ContentType,
            [CreatedAt] = document.CreatedAt,
            [UpdatedAt] = document.UpdatedAt,
            [Review] = document.ReviewStatus.ToString(),
        };
        if (document.ReviewedAt is { } reviewedAt)
        {
            columns[ReviewedAt] = reviewedAt;
        }

        if (document.ReviewedBy is { } reviewedBy)
        {
            columns[ReviewedBy] = reviewedBy;
        }

        return columns;
    }

    public static DocumentWithRuns ToDocument(TableEntity row)
    {
        RunSubject subject = RunRows.ToSubject(row);
        return new DocumentWithRuns(
            new Document
            {
                Id = DocumentId.Parse(subject.Key.Id),
                OriginalFileName = OriginalFileName.From(row.GetString(FileName)),
                Original = new BlobReference(RunRows.Text(row, Blob), RunRows.Text(row, Sha256), row.GetInt64(Size)!.Value, RunRows.Text(row, ContentType)),
                CreatedAt = RunRows.Time(row, CreatedAt)!.Value,
                UpdatedAt = RunRows.Time(row, UpdatedAt)!.Value,
                ReviewStatus = Enum.Parse<ReviewStatus>(RunRows.Text(row, Review)),
                ReviewedAt = RunRows.Time(row, ReviewedAt),
                ReviewedBy = row.GetString(ReviewedBy),
            },
            subject);
    }
}

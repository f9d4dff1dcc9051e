using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.TestSupport;

/// <summary>Documents that are only in the list.</summary>
internal static class IndexedDocument
{
    public static DocumentWithRuns At(DateTimeOffset createdAt)
    {
        var id = DocumentId.Parse(Guid.NewGuid().ToString("D"));
        var document = new Document
        {
            Id = id,
            OriginalFileName = OriginalFileName.From("record.pdf"),
            Original = new BlobReference("original.pdf", new string('0', 64), 1, DocumentArtifacts.PdfMediaType),
            CreatedAt = createdAt,
            UpdatedAt = createdAt,
        };
        var key = Document.SubjectOf(id);
        return new DocumentWithRuns(document, new RunSubject
        {
            Key = key,
            CreatedAt = createdAt,
            Latest = new RunGlance(RunId.New(key, Guid.NewGuid()), RunState.Completed, null, createdAt),
        });
    }
}

using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Documents;

/// <summary>How the review of a document goes on (specs/documents.md §5.1).</summary>
public sealed class DocumentReviewTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly UserId Reviewer = UserId.Parse("reviewer");
    private static readonly DocumentId Id = DocumentId.Parse("6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11");
    private static readonly RunId Run = RunId.New(Document.SubjectOf(Id), new Guid(1, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1));

    private static readonly Document Unread = new()
    {
        Id = Id,
        OriginalFileName = OriginalFileName.From("record.pdf"),
        Original = new BlobReference("none", new string('0', 64), 1, DocumentArtifacts.PdfMediaType),
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    [Fact]
    public void Marking_tells_who_when_and_which_run_and_marking_again_changes_nothing()
    {
        var marked = Unread.MarkReviewed(Reviewer, Run, Noon.AddHours(1));
        Assert.Equal(
            (ReviewStatus.Reviewed, Noon.AddHours(1), "reviewer", Run, Noon.AddHours(1), 1),
            (marked.ReviewStatus, marked.ReviewedAt!.Value, marked.ReviewedBy, marked.ReviewedRunId!.Value, marked.UpdatedAt, marked.Revision));
        Assert.Equal(marked, marked.MarkReviewed(UserId.Parse("another"), run: null, Noon.AddHours(2)));
    }

    [Fact]
    public void Reopening_clears_the_review_and_reopening_again_changes_nothing()
    {
        var reopened = Unread.MarkReviewed(Reviewer, Run, Noon.AddHours(1)).Reopen(Noon.AddHours(2));
        Assert.Equal(Unread with { UpdatedAt = Noon.AddHours(2), Revision = 2 }, reopened);
        Assert.Equal(reopened, reopened.Reopen(Noon.AddHours(3)));
    }

    /// <summary>Conflict 4 of specs/documents.md §0: an edited document must not stay REVIEWED silently.</summary>
    [Fact]
    public void An_edit_reopens_a_reviewed_document_and_is_a_change_of_any_other()
    {
        Assert.Equal(ReviewStatus.InReview, Unread.MarkReviewed(Reviewer, Run, Noon).Edit(Noon.AddHours(1)).ReviewStatus);
        Assert.Equal(Unread with { Revision = 1 }, Unread.Edit(Noon.AddHours(1)));
    }
}

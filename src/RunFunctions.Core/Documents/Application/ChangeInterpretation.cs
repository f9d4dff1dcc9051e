using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Application.Governance;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Editing;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>What an edit or a restore asks for.</summary>
/// <param name="Origin">Who asks.</param>
/// <param name="BaseVersionNumber">The version that the reviewer saw.</param>
/// <param name="IsExpected">Whether the review is as the reviewer believes.</param>
/// <param name="IsDryRun">Whether nothing is to be written.</param>
public sealed record ChangeOrder(RequestOrigin Origin, int BaseVersionNumber, Func<Review, bool> IsExpected, bool IsDryRun = false);

/// <summary>What became of it.</summary>
/// <param name="Review">As a reader of the run now sees it; in a dry run, as one would.</param>
/// <param name="Log">What was changed; empty when nothing was, and then there is no new version.</param>
public sealed record ChangedInterpretation(ShownReview Review, IReadOnlyList<FieldChangeEntry> Log)
{
    public bool HasNewVersion => Log.Count > 0;
}

/// <summary>
/// Makes a new version of a run's interpretation. The transaction that inserts it names the document as it was read before
/// anything else, so that of any number who change the same version one succeeds, and none while a run is RUNNING.
/// Nine storage calls, and three to count what it says of the rules whose values it corrects; a writer who was second makes
/// two more, to remove what it wrote, and looks again.
/// </summary>
public sealed class ChangeInterpretation(
    IRunStore runs,
    IDocumentStore documents,
    IInterpretationVersions versions,
    IArtifactStore artifacts,
    ReviewContents contents,
    ConfidenceOfToday confidence,
    LearnFromReview learn,
    DocumentListing listing,
    RecordStructuralChanges structuralChanges,
    IDocumentEventLog events,
    IIdSource ids,
    TimeProvider clock)
{
    public const string BlockedByActiveRunReason = "REVIEW_BLOCKED_BY_ACTIVE_RUN";

    public const string InterpretationNotAvailableReason = "INTERPRETATION_NOT_AVAILABLE";

    public const string StaleInterpretationVersionReason = "STALE_INTERPRETATION_VERSION";

    /// <param name="order">What is asked for.</param>
    /// <param name="asked">The run as it was found.</param>
    /// <param name="kind">What makes the version.</param>
    /// <param name="restored">The version that is restored, for <see cref="VersionOrigin.Restore"/>.</param>
    /// <param name="edit">Makes the new data from the active version's.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<ChangedInterpretation>> HandleAsync(
        ChangeOrder order,
        Run asked,
        VersionOrigin kind,
        int? restored,
        Func<InterpretationData, NewVersion, Task<Result<InterpretationEdit>>> edit,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(edit);
        while (true)
        {
            // The document first: whatever is read after it and changes is a change of the document, too, and refuses the write.
            var document = await documents.FindToChangeAsync(asked.Organization, DocumentId.Parse(asked.Subject.Id), cancellationToken)
                ?? throw new InvalidOperationException("A run has no document; documents are never deleted.");
            var opened = await OpenAsync(order, document.Value, asked, cancellationToken);
            if (!opened.TryGet(out var review, out var refusal))
            {
                return refusal;
            }

            var run = review.Run;
            var version = new NewVersion(
                kind == VersionOrigin.Restore ? FieldChangeEntry.VersionRestore : FieldChangeEntry.ReviewerEdit,
                ids.NewId().ToString("D"),
                review.Version.Number,
                clock.GetUtcNow());
            var data = InterpretationJson.Read(review.Data.Span);
            if (!(await edit(data, version)).TryGet(out var edited, out refusal))
            {
                return refusal;
            }

            if (edited.Log.Count == 0)
            {
                return new ChangedInterpretation(await ShowAsync(review, cancellationToken), []);
            }

            var after = document.Value with { Document = document.Value.Document.Edit(version.At) };
            var draft = Draft(order, run, kind, restored, version, edited);
            if (order.IsDryRun)
            {
                return new ChangedInterpretation(
                    await ShowAsync(review with { Document = after, Version = draft.Version, Data = draft.Data }, cancellationToken), edited.Log);
            }

            var happened = EventsOf(draft.Version, document.Value.Document, after.Document);
            if (await TryAddAsync(draft, run, after.Document, document.Version, happened, cancellationToken) is { } added)
            {
                await AnnounceAsync(run, edited.Log, happened, after);
                await learn.CorrectAsync(run, document.Value.Document, data, edited.Data);
                return new ChangedInterpretation(
                    await ShowAsync(review with { Document = after, Version = added, Data = draft.Data }, cancellationToken), edited.Log);
            }
        }
    }

    private async Task<ShownReview> ShowAsync(Review review, CancellationToken cancellationToken) =>
        new(review, await confidence.ShowAsync(review.Run.Organization, review.Data, cancellationToken));

    private async Task<Result<Review>> OpenAsync(ChangeOrder order, DocumentWithRuns document, Run asked, CancellationToken cancellationToken)
    {
        var newest = versions.FindNewestAsync(asked.Organization, asked.Id, cancellationToken);
        var found = await runs.FindAsync(asked.Organization, asked.Id, cancellationToken);
        var edited = await newest;
        if (found is not { Value: var run })
        {
            return Refusal.NotFound("The run");
        }

        if (document.Runs.RunningRunId is not null)
        {
            return Refusal.Conflict(BlockedByActiveRunReason, "A run of the document is running: what it finds may replace what would be changed.");
        }

        if (run.State != RunState.Completed)
        {
            return Refusal.Conflict(InterpretationNotAvailableReason, "The run has not completed, so there is nothing to change.");
        }

        if (InterpretationVersion.FirstOf(run) is not { } first)
        {
            return ReviewContents.InterpretationMissing();
        }

        var active = edited ?? first;
        if (active.Number != order.BaseVersionNumber)
        {
            return Refusal.Conflict(StaleInterpretationVersionReason, $"The active version is {active.Number}; look at it and try again.");
        }

        var review = await contents.ReadAsync(document, run, active, cancellationToken);
        return review.TryGet(out var read, out var refusal)
            ? order.IsExpected(read) ? read : new Refusal(ErrorCode.PreconditionFailed, "The review has changed since it was read.")
            : refusal;
    }

    private static DraftedVersion Draft(ChangeOrder order, Run run, VersionOrigin kind, int? restored, NewVersion version, InterpretationEdit edited)
    {
        var data = InterpretationJson.Write(edited.Data);
        return new DraftedVersion(
            new InterpretationVersion
            {
                RunId = run.Id,
                InterpretationId = version.InterpretationId,
                Number = version.Number,
                Origin = kind,
                BaseNumber = version.BaseVersionNumber,
                RestoredFrom = restored,
                CreatedAt = version.At,
                CreatedBy = order.Origin.User,
                Data = new BlobReference(DocumentArtifacts.InterpretationName(run, version.Number, version.InterpretationId), "", data.Length, DocumentArtifacts.JsonMediaType),
                ChangeCount = edited.Log.Count,
            },
            data,
            ChangeLogJson.Write(edited.Log));
    }

    // The row is what counts. What nobody refers to is harmless, and is removed when it is known that nobody will.
    private async Task<InterpretationVersion?> TryAddAsync(
        DraftedVersion draft, Run run, Document document, string documentVersion, IReadOnlyList<ReviewEvent> happened, CancellationToken cancellationToken)
    {
        var version = draft.Version;
        var data = artifacts.SaveAsync(version.Data.BlobName, draft.Data, DocumentArtifacts.JsonMediaType, cancellationToken);
        var log = artifacts.SaveAsync(
            DocumentArtifacts.ChangeLogName(run, version.Number, version.InterpretationId), draft.Log, DocumentArtifacts.JsonMediaType, cancellationToken);
        await Task.WhenAll(data, log);
        var complete = version with { Data = await data, ChangeLog = await log };
        if (await versions.TryAddAsync(run.Organization, complete, document, documentVersion, happened, CancellationToken.None))
        {
            return complete;
        }

        await artifacts.RemoveAsync(complete.Data.BlobName, CancellationToken.None);
        await artifacts.RemoveAsync(complete.ChangeLog.BlobName, CancellationToken.None);
        return null;
    }

    // What it reopens is the run that was reviewed, which another one may have followed.
    private static IReadOnlyList<ReviewEvent> EventsOf(InterpretationVersion version, Document before, Document after)
    {
        var edited = new ReviewEvent(DocumentEventTypes.InterpretationEdited, version.RunId, version.CreatedBy!.Value, version.CreatedAt);
        return before.ReviewStatus == after.ReviewStatus
            ? [edited]
            : [edited, edited with { Type = DocumentEventTypes.UnmarkReviewed, RunId = before.ReviewedRunId ?? version.RunId }];
    }

    private async Task AnnounceAsync(Run run, IReadOnlyList<FieldChangeEntry> log, IReadOnlyList<ReviewEvent> happened, DocumentWithRuns after)
    {
        foreach (var (type, concerned, _, _) in happened)
        {
            events.Publish(new DocumentEvent(type, run.Subject.Id, concerned?.Value));
        }

        if (happened.Any(entry => entry.Type == DocumentEventTypes.UnmarkReviewed))
        {
            await listing.ShowReviewAsync(run.Organization, after, CancellationToken.None);
        }

        await structuralChanges.HandleAsync(run, log, CancellationToken.None);
    }

    private sealed record DraftedVersion(InterpretationVersion Version, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Log);
}

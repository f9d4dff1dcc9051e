using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Domain.Deletions;

/// <summary>The decision to remove a run, without I/O: what goes, what stays, and what its subject says afterwards.</summary>
/// <param name="Run">The run as it was decided on.</param>
/// <param name="Subject">The subject as it will be.</param>
/// <param name="Artifacts">Sequence numbers of the artifact rows to remove.</param>
/// <param name="Events">Sequence numbers of the event rows to remove.</param>
/// <param name="Attachments">What else goes.</param>
/// <param name="What">For the certificate, and for whoever goes on after a crash.</param>
public sealed record RunRemoval(
    Run Run, RunSubject Subject, IReadOnlyList<int> Artifacts, IReadOnlyList<int> Events, IReadOnlyList<RunAttachment> Attachments, RemovedRun What)
{
    /// <summary>The run is QUEUED or RUNNING, or its ending is not made known everywhere yet.</summary>
    public const string NotFinishedReason = "RUN_NOT_FINISHED";

    /// <summary>Somebody said that the run must be kept.</summary>
    public const string LegalHoldReason = "LEGAL_HOLD";

    /// <summary>Reviewers see what the run made, or have reviewed it.</summary>
    public const string UnderReviewReason = "RUN_UNDER_REVIEW";

    /// <param name="run">The run.</param>
    /// <param name="subject">Its subject.</param>
    /// <param name="history">Every run of the subject.</param>
    /// <param name="attachments">What the run's capability keeps beside it.</param>
    /// <param name="isUnderReview">What the run's capability says.</param>
    public static Result<RunRemoval> Decide(
        Run run, RunSubject subject, IReadOnlyList<RunHistory> history, IReadOnlyList<RunAttachment> attachments, bool isUnderReview)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(attachments);
        ArgumentNullException.ThrowIfNull(history);
        if (!run.State.IsTerminal())
        {
            return NotFinished();
        }

        if (run.Annotations.LegalHold)
        {
            return Refusal.Conflict(LegalHoldReason, "The run must be kept: it is under legal hold.");
        }

        if (isUnderReview)
        {
            return Refusal.Conflict(UnderReviewReason, "The run is under review or was reviewed, so it is kept.");
        }

        var own = history.SingleOrDefault(entry => entry.Run.Id == run.Id);
        List<RunHistory> others = [.. history.Where(entry => entry.Run.Id != run.Id)];
        var (removed, kept) = Split([.. BlobsOf(run, own), .. attachments.SelectMany(attachment => attachment.Blobs)], others);
        return new RunRemoval(
            run,
            After(subject, run, [.. others.Select(entry => entry.Run)]),
            [.. (own?.Artifacts ?? []).Select(artifact => artifact.Sequence)],
            [.. (own?.Events ?? []).Select(happened => happened.Sequence!.Value)],
            attachments,
            new RemovedRun(
                run.Id.Value, run.Subject.Kind.Value, run.Subject.Id, run.State, run.CreatedAt, run.ListedAt, run.CompletedAt!.Value, own?.Artifacts.Count ?? 0, own?.Events.Count ?? 0, attachments.Count, removed, kept));
    }

    public static Refusal NotFinished() => Refusal.Conflict(NotFinishedReason, "The run has not finished yet.");

    private static (List<RemovedBlob> Removed, List<KeptBlob> Kept) Split(IReadOnlyList<ProducedArtifact> blobs, List<RunHistory> others)
    {
        var referrers = others
            .SelectMany(other => BlobsOf(other.Run, other).Select(blob => (blob.Blob.BlobName, other.Run.Id)))
            .ToLookup(reference => reference.BlobName, reference => reference.Id, StringComparer.Ordinal);
        List<RemovedBlob> removed = [];
        List<KeptBlob> kept = [];
        foreach (var (type, blob, _) in blobs.DistinctBy(entry => entry.Blob.BlobName, StringComparer.Ordinal))
        {
            if (referrers[blob.BlobName].ToList() is [var referrer, ..])
            {
                kept.Add(new KeptBlob(type, blob.BlobName, blob.Sha256, blob.Size, referrer.Value));
            }
            else
            {
                removed.Add(new RemovedBlob(type, blob.BlobName, blob.Sha256, blob.Size));
            }
        }

        return (removed, kept);
    }

    // Reused outputs are only on the run itself, those of a later attempt only among its artifacts.
    private static IEnumerable<ProducedArtifact> BlobsOf(Run run, RunHistory? history) =>
        run.Outputs.Select(output => new ProducedArtifact(output.Key, output.Value))
            .Concat((history?.Artifacts ?? []).Where(artifact => artifact.Blob is not null).Select(artifact => new ProducedArtifact(artifact.Type, artifact.Blob!)));

    private static RunSubject After(RunSubject subject, Run run, IReadOnlyList<Run> others)
    {
        var newest = others.MaxBy(other => other.CreatedAt);
        return subject with
        {
            Revision = subject.Revision + 1,
            Latest = subject.Latest?.Id != run.Id ? subject.Latest
                : newest is null ? null
                : RunGlance.Of(newest),
            LatestCompletedRunId = subject.LatestCompletedRunId != run.Id
                ? subject.LatestCompletedRunId
                : others.Where(other => other.State == RunState.Completed).MaxBy(other => other.CompletedAt)?.Id,
        };
    }
}

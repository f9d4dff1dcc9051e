using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>
/// Counts what reviewers say of machine values. Every call may be repeated: a run has one verdict of a unit, which is kept
/// with the counts in one transaction (specs/documents.md §5.2).
/// </summary>
public sealed class LearnFromReview(
    ICalibrationStore store,
    IRunStore runs,
    IInterpretationVersions versions,
    IArtifactStore artifacts,
    CalibrationPolicy policy,
    IDocumentEventLog events,
    TimeProvider clock)
{
    /// <summary>
    /// Values were corrected, which reopens the document. The new version is kept already, so a failure is no failure of the
    /// edit: the next review of the document says the same again.
    /// </summary>
    /// <param name="run">Whose interpretation it is.</param>
    /// <param name="document">The document as it was.</param>
    /// <param name="before">The version that was changed.</param>
    /// <param name="after">The new version.</param>
    public async Task CorrectAsync(Run run, Document document, InterpretationData before, InterpretationData after)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(before);
        try
        {
            await ReopenAsync(run.Organization, document, CancellationToken.None);
            await CountAsync(run.Organization, OfRun(run, before), Judgements.OfEdit(before, after), reviewed: null, CancellationToken.None);
        }
        catch (Exception)
        {
            events.Publish(new DocumentEvent(
                DocumentEventTypes.CalibrationFailed, run.Subject.Id, run.Id.Value, ErrorCodeNames.Of(ErrorCode.ServiceUnavailable)));
        }
    }

    /// <summary>A document is about to be marked: every value that its latest completed run had found is judged.</summary>
    public async Task ReviewAsync(OrganizationId organization, DocumentWithRuns document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Runs.LatestCompletedRunId is not { } id)
        {
            return;
        }

        var newest = versions.FindNewestAsync(organization, id, cancellationToken);
        var run = (await runs.FindAsync(organization, id, cancellationToken))?.Value;
        var edited = await newest;
        if (run is null
            || InterpretationVersion.FirstOf(run) is not { } first
            || await ReadAsync(first, cancellationToken) is not { } found
            || (edited is null ? found : await ReadAsync(edited, cancellationToken)) is not { } reviewed)
        {
            return;
        }

        var active = edited ?? first;
        await CountAsync(
            organization,
            OfRun(run, found),
            Judgements.OfReview(found, reviewed),
            new ReviewedRun(document.Document.Id, id, active.Number, active.Data, clock.GetUtcNow()),
            cancellationToken);
    }

    /// <summary>A document is reopened: its acceptances are taken back, if the policy says so.</summary>
    public async Task ReopenAsync(OrganizationId organization, Document document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (policy.ReopenReverts
            && document.ReviewedRunId is { } run
            && await store.FindJudgedAsync(organization, policy.Version, document.Id, run, cancellationToken) is { Value: var judged })
        {
            Judgement[] withdrawals =
                [.. judged.Verdicts.Where(verdict => verdict.Value == Verdict.Accepted).Select(verdict => new Judgement(verdict.Key, Verdict.None, 0m))];
            await CountAsync(organization, judged, withdrawals, reviewed: null, cancellationToken);
        }
    }

    private static JudgedRun OfRun(Run run, InterpretationData data) => new(DocumentId.Parse(run.Subject.Id), run.Id, data.ContextKey);

    private async Task<InterpretationData?> ReadAsync(InterpretationVersion version, CancellationToken cancellationToken) =>
        await artifacts.ReadAsync(version.Data, cancellationToken) is { } bytes ? InterpretationJson.Read(bytes) : null;

    // As many at once as a transaction has place for.
    private async Task CountAsync(
        OrganizationId organization, JudgedRun run, IReadOnlyList<Judgement> judgements, ReviewedRun? reviewed, CancellationToken cancellationToken)
    {
        if (judgements.Count == 0 && reviewed is not null)
        {
            await CountTogetherAsync(organization, run, [], reviewed, cancellationToken);
        }

        foreach (var together in judgements.Chunk(ICalibrationStore.MaxUnits))
        {
            await CountTogetherAsync(organization, run, together, reviewed, cancellationToken);
        }
    }

    private async Task CountTogetherAsync(
        OrganizationId organization, JudgedRun run, IReadOnlyList<Judgement> judgements, ReviewedRun? reviewed, CancellationToken cancellationToken)
    {
        while (true)
        {
            var marker = store.FindJudgedAsync(organization, policy.Version, run.Document, run.Run, cancellationToken);
            var tallies = (await store.ListAsync(organization, policy.Version, run.ContextKey, cancellationToken)).ToDictionary(tally => tally.Value.Unit);
            var before = await marker;
            var (after, changes) = CalibrationLedger.Enter(
                policy, before?.Value ?? run, tallies.Values.Select(tally => tally.Value), judgements, clock.GetUtcNow());
            if (changes.Count == 0 && reviewed is null)
            {
                return;
            }

            if (await store.TryWriteAsync(
                organization,
                policy.Version,
                before,
                after with { Reviewed = reviewed ?? after.Reviewed },
                [.. changes.Select(change => (change.After, tallies.GetValueOrDefault(change.After.Unit)?.Version))],
                cancellationToken))
            {
                Announce(run, changes);
                return;
            }
        }
    }

    private void Announce(JudgedRun run, IReadOnlyList<TallyChange> changes)
    {
        foreach (var (verdict, before, after) in changes)
        {
            events.Publish(new CalibrationEvent(
                verdict switch
                {
                    Verdict.Accepted => DocumentEventTypes.FieldAcceptedUnchanged,
                    Verdict.Edited => DocumentEventTypes.FieldEditedConfirmed,
                    _ => DocumentEventTypes.CalibrationReviewReverted,
                },
                run.Document.ToString(),
                run.Run.Value,
                run.ContextKey,
                after.Unit.FieldKey,
                after.Unit.MappingId,
                before?.ConfidenceUnder(policy) ?? after.CandidateConfidence,
                after.ConfidenceUnder(policy),
                before?.State ?? PolicyState.Neutral,
                after.State,
                policy.Version));
        }
    }
}

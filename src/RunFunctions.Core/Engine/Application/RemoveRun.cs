using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>
/// Removes one run for an order. One transaction takes run, artifacts and events away, makes the subject truthful and leaves a
/// tombstone that says what is still to be done; everything after that is repeatable. Calling it again goes on where it stopped.
/// </summary>
public sealed class RemoveRun(
    IRunStore runs, IRunIndex index, IRunPlans plans, IArtifactStore artifacts, IReceiptStore receipts, TimeProvider clock)
{
    // The orchestration of a run that has just ended has a few words left to say.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>
    /// What went; NOT_FOUND when there is no such run and this order has not removed it; CONFLICT with the reason for which it stays,
    /// or because somebody else carries on with the order.
    /// </returns>
    public async Task<Result<RemovedRun>> HandleAsync(HeldOrder held, RunId id, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(scheduler);
        var order = held.Order;
        while (await runs.FindAsync(order.Organization, id, cancellationToken) is { } run)
        {
            var decided = await DecideAsync(run.Value, scheduler, cancellationToken);
            if (!decided.TryGet(out var decision, out var refusal))
            {
                return refusal;
            }

            // After the decision: whoever takes the order over from here on reads what it was made on, and comes to the same or
            // finds a change, which refuses the transaction.
            if (!await held.TryBeginAsync(id, cancellationToken))
            {
                return DeletionOrder.Pending();
            }

            if (await runs.TryRemoveAsync(decision.Removal, order.Id, run.Version, decision.SubjectVersion, cancellationToken))
            {
                return await FinishAsync(held, decision.Removal.What, scheduler);
            }
        }

        return await runs.FindTombstoneAsync(order.Organization, id, order.Id, cancellationToken) is { } removed
            ? await FinishAsync(held, removed, scheduler)
            : Refusal.NotFound("The run");
    }

    /// <summary>Why a run would stay; null when it would go.</summary>
    public async Task<Refusal?> InspectAsync(OrganizationId organization, RunId id, IRunScheduler scheduler, CancellationToken cancellationToken) =>
        await runs.FindAsync(organization, id, cancellationToken) is { } run
            ? (await DecideAsync(run.Value, scheduler, cancellationToken)).Refusal
            : Refusal.NotFound("The run");

    private async Task<Result<Decision>> DecideAsync(Run run, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        if (!run.State.IsTerminal() || !await IsAtRestAsync(run, scheduler, cancellationToken))
        {
            return RunRemoval.NotFinished();
        }

        // The subject first: whatever is read after it and changes is a change of the subject, too, and refuses the write.
        if (await runs.FindSubjectToChangeAsync(run.Organization, run.Subject, fresh: true, cancellationToken) is not { } subject)
        {
            throw new InvalidOperationException("A run has no subject; subjects are never deleted.");
        }

        var history = await runs.ListHistoryAsync(run.Organization, run.Subject, cancellationToken);
        var plan = plans.For(run.Subject.Kind);
        var attachments = await plan.ListAttachmentsAsync(run, cancellationToken);
        var isUnderReview = await plan.IsUnderReviewAsync(run, subject.Value, [.. history.Select(entry => entry.Run)], cancellationToken);
        return RunRemoval.Decide(run, subject.Value, history, attachments, isUnderReview).TryGet(out var removal, out var refusal)
            ? new Decision(removal, subject.Version)
            : refusal;
    }

    // Whoever still makes the ending known would write its line again.
    private async Task<bool> IsAtRestAsync(Run run, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + LongestWait;
        while (await scheduler.IsScheduledAsync(run.Id, cancellationToken))
        {
            if (clock.GetUtcNow() >= until)
            {
                return false;
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }

        return !await index.IsActiveAsync(run.Organization, run.Id, run.ListedAt, cancellationToken);
    }

    // No way back from here: nothing of this is given up because a caller went away.
    private async Task<Result<RemovedRun>> FinishAsync(HeldOrder held, RemovedRun removed, IRunScheduler scheduler)
    {
        var organization = held.Order.Organization;
        foreach (var blob in removed.Removed)
        {
            await artifacts.RemoveAsync(blob.BlobName, CancellationToken.None);
        }

        await receipts.RemoveAsync(organization, removed.Id, CancellationToken.None);
        await scheduler.PurgeAsync(removed.Id, CancellationToken.None);
        if (await runs.FindSubjectToChangeAsync(organization, removed.Subject, fresh: true, CancellationToken.None) is { } subject)
        {
            await plans.For(removed.Subject.Kind).ProjectRemovalAsync(organization, subject.Value, CancellationToken.None);
        }

        // In this order: as long as there is a tombstone, whoever resumes the order, which names the run, comes here again.
        if (!await held.TryRecordAsync(removed))
        {
            return DeletionOrder.Pending();
        }

        await index.WithdrawAsync(organization, removed.Id, removed.ListedAt, CancellationToken.None);
        await runs.RemoveTombstoneAsync(organization, removed.Id, CancellationToken.None);
        return removed;
    }

    private sealed record Decision(RunRemoval Removal, string SubjectVersion);
}

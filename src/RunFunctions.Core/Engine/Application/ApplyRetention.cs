using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <param name="Id">The deletion; null when nothing was removed.</param>
/// <param name="Removed">Runs that went, or would go.</param>
/// <param name="Kept">Runs that are old enough and stay.</param>
/// <param name="IsComplete">False when the next round goes on where this one stopped.</param>
public sealed record RetentionRound(DeletionId? Id, IReadOnlyList<RunId> Removed, IReadOnlyList<KeptRun> Kept, bool IsComplete);

/// <summary>
/// Deletes the terminal runs of an organization that are older than a rule says, a bounded round at a time. They are found by
/// the time in the keys of the list, never by a scan; a round goes on where the one before stopped, and from the newest again when
/// that came to the end.
/// </summary>
public sealed class ApplyRetention(RemoveRun removeRun, CertifyDeletion certify, IDeletionStore deletions, IRunIndex index, IIdSource ids, TimeProvider clock)
{
    private const int LinesOfAPage = 100;

    public async Task<RetentionRound> HandleAsync(
        OrganizationId organization, RetentionRule rule, RunActor by, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var order = Order(organization, rule, by);
        await deletions.AddAsync(order, cancellationToken);
        return await ResumeAsync(order, scheduler, cancellationToken);
    }

    /// <summary>What a round would do now.</summary>
    public async Task<RetentionRound> InspectAsync(
        OrganizationId organization, RetentionRule rule, RunActor by, IRunScheduler scheduler, CancellationToken cancellationToken) =>
        (await LookAsync(
            Order(organization, rule, by),
            position: null,
            async run => await removeRun.InspectAsync(organization, run, scheduler, cancellationToken) is { } refusal
                ? new KeptRun(run.Value, refusal.Reason ?? "")
                : null,
            cancellationToken)).Round;

    /// <summary>Carries out the round of an order, from wherever it stopped.</summary>
    public async Task<RetentionRound> ResumeAsync(DeletionOrder order, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        foreach (var before in await deletions.ListRemovedAsync(order, cancellationToken))
        {
            // Its tombstone may be left; then the rest is done again.
            await removeRun.HandleAsync(order, before.Id, scheduler, cancellationToken);
        }

        var kind = order.Rule!.Kind;
        var position = await deletions.FindPositionAsync(order.Organization, kind, cancellationToken);
        var (round, next) = await LookAsync(
            order,
            position,
            async run => (await removeRun.HandleAsync(order, run, scheduler, cancellationToken)).Refusal is { } refusal
                ? new KeptRun(run.Value, refusal.Reason ?? "")
                : null,
            cancellationToken);
        var removed = await deletions.ListRemovedAsync(order, CancellationToken.None);
        if (removed.Count == 0)
        {
            await deletions.WithdrawAsync(order, CancellationToken.None);
        }
        else
        {
            await certify.HandleAsync(order, round.Kept);
        }

        await deletions.PutPositionAsync(order.Organization, kind, next, CancellationToken.None);
        return round with { Id = removed.Count == 0 ? null : order.Id, Removed = [.. removed.Select(run => run.Id)] };
    }

    private DeletionOrder Order(OrganizationId organization, RetentionRule rule, RunActor by)
    {
        var now = clock.GetUtcNow();
        return new DeletionOrder(organization, DeletionId.New(now, ids.NewId()), by, now, Rule: rule);
    }

    private async Task<(RetentionRound Round, string? Next)> LookAsync(
        DeletionOrder order, string? position, Func<RunId, Task<KeptRun?>> tryRun, CancellationToken cancellationToken)
    {
        var filter = new RunFilter { Kind = order.Rule!.Kind, CreatedTo = order.At - TimeSpan.FromDays(order.Rule.Days) };
        List<RunId> removed = [];
        List<KeptRun> kept = [];
        do
        {
            var page = await index.ListAsync(order.Organization, filter, LinesOfAPage, position, cancellationToken);
            foreach (var line in page.Items)
            {
                if ((KeptBy(line) ?? await tryRun(line.Id)) is not { } stays)
                {
                    removed.Add(line.Id);
                }
                else if (stays.Reason.Length > 0)
                {
                    kept.Add(stays);
                }
            }

            position = page.Next;
        }
        while (position is not null && removed.Count < RetentionSettings.RunsOfARound && removed.Count + kept.Count < RetentionSettings.LinesOfARound);
        return (new RetentionRound(null, removed, kept, position is null), position);
    }

    // What the list says already costs no further read. A hold that it does not know yet is found on the run.
    private static KeptRun? KeptBy(RunLine line) =>
        !line.State.IsTerminal() ? new KeptRun(line.Id.Value, RunRemoval.NotFinishedReason)
        : line.LegalHold ? new KeptRun(line.Id.Value, RunRemoval.LegalHoldReason)
        : null;
}

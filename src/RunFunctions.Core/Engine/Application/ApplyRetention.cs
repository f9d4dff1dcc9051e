using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

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
public sealed class ApplyRetention(
    HoldOrders orders, RemoveRun removeRun, CertifyDeletion certify, IDeletionStore deletions, IRunIndex index, RetentionSettings settings)
{
    public async Task<RetentionRound> HandleAsync(
        OrganizationId organization, RetentionRule rule, RunActor by, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        var order = orders.New(organization, by, rule: rule);
        return await ResumeAsync(await orders.AddAsync(order, cancellationToken), scheduler, cancellationToken);
    }

    /// <summary>What a round would do now.</summary>
    public async Task<RetentionRound> InspectAsync(
        OrganizationId organization, RetentionRule rule, RunActor by, IRunScheduler scheduler, CancellationToken cancellationToken) =>
        (await LookAsync(
            orders.New(organization, by, rule: rule),
            position: null,
            before: [],
            run => removeRun.InspectAsync(organization, run, scheduler, cancellationToken),
            _ => Task.FromResult(true),
            cancellationToken)).Round;

    /// <summary>Carries out the round of an order, from wherever it stopped.</summary>
    /// <returns>What was done until the round ended, or until somebody else took it over.</returns>
    public async Task<RetentionRound> ResumeAsync(HeldOrder held, IRunScheduler scheduler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        var order = held.Order;
        IReadOnlyList<RemovedRun> before = [];
        if (order.Run is { } begun)
        {
            // The list may not lead there again: another round may have moved the position.
            await removeRun.HandleAsync(held, begun, scheduler, cancellationToken);
            before = await deletions.ListRemovedAsync(order, cancellationToken);
        }

        var kind = order.Rule!.Kind;
        var position = await deletions.FindPositionAsync(order.Organization, kind, cancellationToken);
        var (round, next) = await LookAsync(
            order,
            position,
            [.. before.Select(run => run.Id)],
            async run => (await removeRun.HandleAsync(held, run, scheduler, cancellationToken)).Refusal,
            held.KeepAsync,
            cancellationToken);
        var hasRemoved = round.Removed.Count > 0;
        var isEnded = hasRemoved ? await certify.HandleAsync(held, round.Kept) is not null : await held.TryWithdrawAsync();
        if (isEnded)
        {
            await deletions.PutPositionAsync(order.Organization, kind, next, CancellationToken.None);
        }

        return round with { Id = hasRemoved ? order.Id : null, IsComplete = round.IsComplete && isEnded };
    }

    private async Task<(RetentionRound Round, string? Next)> LookAsync(
        DeletionOrder order,
        string? position,
        IReadOnlyList<RunId> before,
        Func<RunId, Task<Refusal?>> tryRunAsync,
        Func<CancellationToken, Task<bool>> mayGoOnAsync,
        CancellationToken cancellationToken)
    {
        var filter = new RunFilter { Kind = order.Rule!.Kind, CreatedTo = order.At - TimeSpan.FromDays(order.Rule.Days) };
        List<RunId> removed = [.. before];
        List<KeptRun> kept = [];
        do
        {
            var page = await index.ListAsync(order.Organization, filter, settings.RunsOfARound, position, cancellationToken);
            foreach (var line in page.Items)
            {
                if (!await mayGoOnAsync(cancellationToken))
                {
                    return (new RetentionRound(null, removed, kept, IsComplete: false), position);
                }

                if (KeptBy(line) is { } reason)
                {
                    kept.Add(new KeptRun(line.Id.Value, reason));
                }
                else if (await tryRunAsync(line.Id) is not { } refusal)
                {
                    removed.Add(line.Id);
                }
                else if (refusal.Reason is { } found)
                {
                    kept.Add(new KeptRun(line.Id.Value, found));
                }
            }

            position = page.Next;
        }
        while (position is not null && removed.Count < settings.RunsOfARound && removed.Count + kept.Count < settings.LinesOfARound);
        return (new RetentionRound(null, removed, kept, position is null), position);
    }

    // What the list says already costs no further read. A hold that it does not know yet is found on the run.
    private static string? KeptBy(RunLine line) =>
        !line.State.IsTerminal() ? RunRemoval.NotFinishedReason
        : line.LegalHold ? RunRemoval.LegalHoldReason
        : null;
}

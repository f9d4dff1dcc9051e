using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Domain.Signatures;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Domain.Receipts;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Gives the receipt of a terminal run: made and signed when it is first asked for, from then on the same to the last byte.</summary>
public sealed class IssueReceipt(IRunStore runs, IRunPlans plans, IReceiptStore receipts, IKeyRing keys, PriceList prices)
{
    // What follows the last write of every run: its line in the list changes and its mark goes, together.
    private static readonly Dictionary<string, int> AfterEveryEnding = new() { [StorageOperations.TableTransaction] = 1 };

    public async Task<Result<ReadOnlyMemory<byte>>> HandleAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken)
    {
        if (await receipts.FindAsync(organization, id, cancellationToken) is { } issued)
        {
            return issued;
        }

        if (await runs.FindAsync(organization, id, cancellationToken) is not { Value: var run })
        {
            return Refusal.NotFound("The run");
        }

        if (!run.State.IsTerminal())
        {
            return RunRemoval.NotFinished();
        }

        var made = await MakeAsync(run, cancellationToken);
        var receipt = await receipts.AddAsync(organization, id, made, cancellationToken);
        if (await runs.FindAsync(organization, id, cancellationToken) is null)
        {
            // The run was deleted in the meantime, perhaps after its receipts were.
            await receipts.RemoveAsync(organization, id, CancellationToken.None);
            return Refusal.NotFound("The run");
        }

        return receipt;
    }

    private async Task<byte[]> MakeAsync(Run run, CancellationToken cancellationToken)
    {
        var plan = plans.For(run.Subject.Kind);
        var history = await runs.ListHistoryAsync(run.Organization, run.Subject, cancellationToken);
        var storage = prices.Price(run.StorageCalls, StorageOperations.Sum(plan.CallsAfterEnding, AfterEveryEnding));
        var receipt = Receipt.Of(run, history, await plan.FindInputHashAsync(run, cancellationToken), storage);
        using var key = SignatureKey.From(await keys.CurrentAsync(run.Organization, KeyPurpose.Receipt, cancellationToken));
        return SignedDocument.Sign(receipt.ToJson(), key);
    }
}

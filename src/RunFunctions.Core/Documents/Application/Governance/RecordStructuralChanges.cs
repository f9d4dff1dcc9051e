using RunFunctions.Core.Documents.Domain.Editing;
using RunFunctions.Core.Documents.Domain.Governance;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application.Governance;

/// <summary>
/// Counts what an accepted edit suggests for the schema contract, each key once for each run. The edit is kept already, so a
/// count that cannot be written now is logged and given up. Nothing for edits within the contract; else three storage calls a key.
/// </summary>
public sealed class RecordStructuralChanges(IGovernanceStore store, IDocumentEventLog events)
{
    public async Task HandleAsync(Run run, IReadOnlyList<FieldChangeEntry> log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        try
        {
            foreach (var addition in GovernanceRules.NewKeys(log))
            {
                await CountAsync(run, addition, cancellationToken);
            }
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            events.Publish(new DocumentEvent(
                DocumentEventTypes.StructuralChangeNotCounted, run.Subject.Id, run.Id.Value, ErrorCodeNames.Of(ErrorCode.ServiceUnavailable)));
        }
    }

    private async Task CountAsync(Run run, FieldChangeEntry addition, CancellationToken cancellationToken)
    {
        var id = GovernanceIds.OfCandidate(run.Organization, StructuralChangeType.NewKey, sourceKey: null, addition.FieldKey);
        while (!await store.HasOccurredAsync(run.Organization, id, run.Id, cancellationToken))
        {
            var found = await store.FindCandidateAsync(run.Organization, id, cancellationToken);
            if (await store.TryCountAsync(GovernanceRules.Count(found?.Value, run.Organization, addition), found?.Version, run.Id, cancellationToken))
            {
                return;
            }
        }
    }
}

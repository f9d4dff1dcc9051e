using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Governance;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Governance of the schema contract in table <c>Governance</c>; a partition per organization, so that what comes of a decision is one transaction.</summary>
public sealed class GovernanceTable(StorageClients clients, IIdSource ids) : IGovernanceStore
{
    private readonly TableClient _table = clients.Table(StorageNames.GovernanceTable);

    public async Task<Versioned<StructuralChangeCandidate>?> FindCandidateAsync(OrganizationId organization, string id, CancellationToken cancellationToken) =>
        await _table.ReadAsync(organization.Value, GovernanceRows.Candidate(id), cancellationToken) is { } row
            ? new Versioned<StructuralChangeCandidate>(GovernanceRows.ToCandidate(row), row.ETag.ToString())
            : null;

    public Task<ListPage<StructuralChangeCandidate>> ListCandidatesAsync(
        OrganizationId organization, StructuralChangeStatus? status, int limit, string? after, CancellationToken cancellationToken)
    {
        var filter = Range(organization, GovernanceRows.CandidatePrefix, after);
        if (status is { } wanted)
        {
            filter += TableClient.CreateQueryFilter($" and Status eq {wanted.ToString()}");
        }

        return TablePage.ReadAsync(_table, filter, limit, GovernanceRows.ToCandidate, row => row.RowKey, cancellationToken);
    }

    public async Task<bool> HasOccurredAsync(OrganizationId organization, string candidateId, RunId run, CancellationToken cancellationToken) =>
        await _table.ReadAsync(organization.Value, GovernanceRows.Occurrence(candidateId, run), cancellationToken) is not null;

    public Task<bool> TryCountAsync(StructuralChangeCandidate candidate, string? version, RunId run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return _table.TrySubmitAsync(
            [Candidate(candidate, version), new(TableTransactionActionType.Add, GovernanceRows.FromOccurrence(candidate, run))], cancellationToken);
    }

    public Task<bool> TryDecideAsync(DecisionOutcome outcome, string version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var organization = outcome.Candidate.Organization;
        List<TableTransactionAction> actions =
        [
            Candidate(outcome.Candidate, version),
            new(TableTransactionActionType.Add, GovernanceRows.FromDecision(organization, outcome.Decision!)),
        ];
        if (outcome.Contract is { } contract)
        {
            // Numbers are unique: of two approvals at the same time one looks again.
            actions.Add(new(TableTransactionActionType.Add, GovernanceRows.FromContract(organization, contract)));
        }

        return _table.TrySubmitAsync(actions, cancellationToken);
    }

    public async Task<GovernanceDecision?> FindDecisionAsync(OrganizationId organization, string id, CancellationToken cancellationToken) =>
        await _table.ReadAsync(organization.Value, GovernanceRows.Decision(id), cancellationToken) is { } row ? GovernanceRows.ToDecision(row) : null;

    public Task<ListPage<GovernanceDecision>> ListDecisionsAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken) =>
        TablePage.ReadAsync(
            _table, Range(organization, GovernanceRows.DecisionPrefix, after), limit, GovernanceRows.ToDecision, row => row.RowKey, cancellationToken);

    public async Task<SchemaContract?> FindContractAsync(OrganizationId organization, CancellationToken cancellationToken)
    {
        var page = await TablePage.ReadAsync(
            _table, Range(organization, GovernanceRows.ContractPrefix, after: null), limit: 1, GovernanceRows.ToContract, row => row.RowKey, cancellationToken);
        return page.Items is [var current] ? current : null;
    }

    private static string Range(OrganizationId organization, string prefix, string? after)
    {
        // No key is its prefix alone.
        var from = after ?? prefix;
        return TableClient.CreateQueryFilter($"PartitionKey eq {organization.Value} and RowKey gt {from} and RowKey lt {RunKeys.EndOf(prefix)}");
    }

    private TableTransactionAction Candidate(StructuralChangeCandidate candidate, string? version) =>
        ConditionalWrites.Write(GovernanceRows.FromCandidate(candidate, ids.NewWriteId()), version);
}

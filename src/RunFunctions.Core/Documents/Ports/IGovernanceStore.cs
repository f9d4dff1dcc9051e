using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Governance;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Ports;

/// <summary>Candidates for changes of the schema contract, the decisions on them and the contract versions that came of these.</summary>
public interface IGovernanceStore
{
    /// <summary>One point read.</summary>
    Task<Versioned<StructuralChangeCandidate>?> FindCandidateAsync(OrganizationId organization, string id, CancellationToken cancellationToken);

    /// <summary>One page in the order of ids. One query.</summary>
    /// <param name="organization">Owner.</param>
    /// <param name="status">Only these; null for all.</param>
    /// <param name="limit">1–200.</param>
    /// <param name="after">Position of the last one already seen; null for the first page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ListPage<StructuralChangeCandidate>> ListCandidatesAsync(
        OrganizationId organization, StructuralChangeStatus? status, int limit, string? after, CancellationToken cancellationToken);

    /// <summary>Whether a run was counted for a candidate. One point read.</summary>
    Task<bool> HasOccurredAsync(OrganizationId organization, string candidateId, RunId run, CancellationToken cancellationToken);

    /// <summary>Writes a candidate and that a run was counted for it, in one transaction.</summary>
    /// <param name="candidate">As it will be.</param>
    /// <param name="version">Version under which it was read; null inserts it.</param>
    /// <param name="run">The run that is counted.</param>
    /// <param name="cancellationToken">Cancels the call, not what was written.</param>
    /// <returns>False when the candidate has changed or the run was counted: nothing was written.</returns>
    Task<bool> TryCountAsync(StructuralChangeCandidate candidate, string? version, RunId run, CancellationToken cancellationToken);

    /// <summary>Writes what comes of a decision, in one transaction.</summary>
    /// <param name="outcome">Has a decision.</param>
    /// <param name="version">Version under which the candidate was read.</param>
    /// <param name="cancellationToken">Cancels the call, not what was written.</param>
    /// <returns>False when the candidate or the current contract has changed: nothing was written.</returns>
    Task<bool> TryDecideAsync(DecisionOutcome outcome, string version, CancellationToken cancellationToken);

    /// <summary>One point read.</summary>
    Task<GovernanceDecision?> FindDecisionAsync(OrganizationId organization, string id, CancellationToken cancellationToken);

    /// <summary>One page, oldest first. One query.</summary>
    Task<ListPage<GovernanceDecision>> ListDecisionsAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken);

    /// <summary>The current contract; null when it is the built-in one. One query.</summary>
    Task<SchemaContract?> FindContractAsync(OrganizationId organization, CancellationToken cancellationToken);
}

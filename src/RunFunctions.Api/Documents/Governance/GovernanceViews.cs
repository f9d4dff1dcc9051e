using RunFunctions.Core.Documents.Domain.Governance;

namespace RunFunctions.Api.Documents.Governance;

/// <summary>A candidate for a change of the schema contract. It never shows values of documents.</summary>
public sealed record StructuralChangeView(
    string CandidateId,
    StructuralChangeType ChangeType,
    string? SourceKey,
    string TargetKey,
    int OccurrenceCount,
    StructuralChangeStatus Status,
    bool IsCritical,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<EvidenceSample> EvidenceSamples)
{
    public static StructuralChangeView Of(StructuralChangeCandidate candidate) => new(
        candidate.Id,
        candidate.ChangeType,
        candidate.SourceKey,
        candidate.TargetKey,
        candidate.OccurrenceCount,
        candidate.Status,
        candidate.IsCritical,
        candidate.CreatedAt,
        candidate.UpdatedAt,
        candidate.EvidenceSamples);
}

/// <summary>The answer to a decision.</summary>
public sealed record DecisionView(string DecisionId, string CandidateId, GovernanceDecisionType DecisionType, string? SchemaContractId, DateTimeOffset CreatedAt)
{
    public static DecisionView Of(GovernanceDecision decision) =>
        new(decision.Id, decision.CandidateId, decision.Type, decision.SchemaContractId, decision.CreatedAt);
}

/// <summary>A decision in the trail.</summary>
public sealed record DecisionLineView(
    string DecisionId,
    string CandidateId,
    GovernanceDecisionType DecisionType,
    StructuralChangeStatus PreviousStatus,
    StructuralChangeStatus NewStatus,
    string? SchemaContractId,
    string ReviewerId,
    string? Reason,
    DateTimeOffset CreatedAt)
{
    public static DecisionLineView Of(GovernanceDecision decision) => new(
        decision.Id,
        decision.CandidateId,
        decision.Type,
        decision.PreviousStatus,
        decision.NewStatus,
        decision.SchemaContractId,
        decision.ReviewerId.Value,
        decision.Reason,
        decision.CreatedAt);
}

/// <summary>The current version of the schema contract.</summary>
public sealed record SchemaContractView(string SchemaContractId, int VersionNumber, DateTimeOffset CreatedAt, string? ChangeSummary)
{
    public static SchemaContractView Of(SchemaContract contract) => new(contract.Id, contract.VersionNumber, contract.CreatedAt, contract.ChangeSummary);
}

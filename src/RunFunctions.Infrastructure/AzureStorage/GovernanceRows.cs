using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Governance;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Rows of table <c>Governance</c>; the columns are documented in docs/tables/Governance.md.</summary>
internal static class GovernanceRows
{
    public const string CandidatePrefix = "candidate|";

    public const string DecisionPrefix = "decision|";

    public const string ContractPrefix = "contract|";

    private const string VersionNumber = "VersionNumber";

    public static string Candidate(string id) => CandidatePrefix + id;

    public static string Decision(string id) => DecisionPrefix + id;

    /// <summary>After the candidates, so that no list of them meets one.</summary>
    public static string Occurrence(string candidateId, RunId run) => $"occurrence|{candidateId}|{run}";

    /// <summary>Counted backwards, so that the current one comes first.</summary>
    public static string Contract(int number) => string.Create(CultureInfo.InvariantCulture, $"{ContractPrefix}{SchemaContract.MaxNumber - number:D6}");

    public static TableEntity FromCandidate(StructuralChangeCandidate candidate, string writeId)
    {
        var row = new TableEntity(candidate.Organization.Value, Candidate(candidate.Id))
        {
            [nameof(StructuralChangeCandidate.ChangeType)] = candidate.ChangeType.ToString(),
            [nameof(StructuralChangeCandidate.TargetKey)] = candidate.TargetKey,
            [nameof(StructuralChangeCandidate.OccurrenceCount)] = candidate.OccurrenceCount,
            [nameof(StructuralChangeCandidate.Status)] = candidate.Status.ToString(),
            [nameof(StructuralChangeCandidate.IsCritical)] = candidate.IsCritical,
            [nameof(StructuralChangeCandidate.CreatedAt)] = candidate.CreatedAt,
            [nameof(StructuralChangeCandidate.UpdatedAt)] = candidate.UpdatedAt,
            [nameof(StructuralChangeCandidate.EvidenceSamples)] = JsonSerializer.Serialize(candidate.EvidenceSamples, RowJson.Default.IReadOnlyListEvidenceSample),
            [RunRows.WriteId] = writeId,
        };
        RunRows.Set(row, nameof(StructuralChangeCandidate.SourceKey), candidate.SourceKey);
        RunRows.Set(row, nameof(StructuralChangeCandidate.StatusDecisionId), candidate.StatusDecisionId);
        RunRows.Set(row, nameof(StructuralChangeCandidate.CriticalDecisionId), candidate.CriticalDecisionId);
        return row;
    }

    public static StructuralChangeCandidate ToCandidate(TableEntity row) => new()
    {
        Organization = OrganizationId.Parse(row.PartitionKey),
        Id = row.RowKey[CandidatePrefix.Length..],
        ChangeType = Enum.Parse<StructuralChangeType>(RunRows.Text(row, nameof(StructuralChangeCandidate.ChangeType))),
        SourceKey = row.GetString(nameof(StructuralChangeCandidate.SourceKey)),
        TargetKey = RunRows.Text(row, nameof(StructuralChangeCandidate.TargetKey)),
        OccurrenceCount = row.GetInt32(nameof(StructuralChangeCandidate.OccurrenceCount))!.Value,
        Status = Enum.Parse<StructuralChangeStatus>(RunRows.Text(row, nameof(StructuralChangeCandidate.Status))),
        IsCritical = row.GetBoolean(nameof(StructuralChangeCandidate.IsCritical))!.Value,
        CreatedAt = RunRows.Time(row, nameof(StructuralChangeCandidate.CreatedAt))!.Value,
        UpdatedAt = RunRows.Time(row, nameof(StructuralChangeCandidate.UpdatedAt))!.Value,
        EvidenceSamples = JsonSerializer.Deserialize(
            RunRows.Text(row, nameof(StructuralChangeCandidate.EvidenceSamples)), RowJson.Default.IReadOnlyListEvidenceSample)!,
        StatusDecisionId = row.GetString(nameof(StructuralChangeCandidate.StatusDecisionId)),
        CriticalDecisionId = row.GetString(nameof(StructuralChangeCandidate.CriticalDecisionId)),
    };

    public static TableEntity FromOccurrence(StructuralChangeCandidate candidate, RunId run) =>
        new(candidate.Organization.Value, Occurrence(candidate.Id, run)) { ["CountedAt"] = candidate.UpdatedAt };

    public static TableEntity FromDecision(OrganizationId organization, GovernanceDecision decision)
    {
        var row = new TableEntity(organization.Value, Decision(decision.Id))
        {
            [nameof(GovernanceDecision.CandidateId)] = decision.CandidateId,
            [nameof(GovernanceDecision.Type)] = decision.Type.ToString(),
            [nameof(GovernanceDecision.PreviousStatus)] = decision.PreviousStatus.ToString(),
            [nameof(GovernanceDecision.NewStatus)] = decision.NewStatus.ToString(),
            [nameof(GovernanceDecision.ReviewerId)] = decision.ReviewerId.Value,
            [nameof(GovernanceDecision.CreatedAt)] = decision.CreatedAt,
        };
        RunRows.Set(row, nameof(GovernanceDecision.SchemaContractId), decision.SchemaContractId);
        RunRows.Set(row, nameof(GovernanceDecision.Reason), decision.Reason);
        return row;
    }

    public static GovernanceDecision ToDecision(TableEntity row) => new(
        row.RowKey[DecisionPrefix.Length..],
        RunRows.Text(row, nameof(GovernanceDecision.CandidateId)),
        Enum.Parse<GovernanceDecisionType>(RunRows.Text(row, nameof(GovernanceDecision.Type))),
        Enum.Parse<StructuralChangeStatus>(RunRows.Text(row, nameof(GovernanceDecision.PreviousStatus))),
        Enum.Parse<StructuralChangeStatus>(RunRows.Text(row, nameof(GovernanceDecision.NewStatus))),
        row.GetString(nameof(GovernanceDecision.SchemaContractId)),
        UserId.Parse(RunRows.Text(row, nameof(GovernanceDecision.ReviewerId))),
        row.GetString(nameof(GovernanceDecision.Reason)),
        RunRows.Time(row, nameof(GovernanceDecision.CreatedAt))!.Value);

    public static TableEntity FromContract(OrganizationId organization, SchemaContract contract) => new(organization.Value, Contract(contract.VersionNumber))
    {
        ["SchemaContractId"] = contract.Id,
        [VersionNumber] = contract.VersionNumber,
        [nameof(SchemaContract.CreatedAt)] = contract.CreatedAt,
        [nameof(SchemaContract.CreatedBy)] = contract.CreatedBy!.Value.Value,
        [nameof(SchemaContract.ChangeSummary)] = contract.ChangeSummary!,
    };

    public static SchemaContract ToContract(TableEntity row) => new(
        RunRows.Text(row, "SchemaContractId"),
        row.GetInt32(VersionNumber)!.Value,
        RunRows.Time(row, nameof(SchemaContract.CreatedAt))!.Value,
        UserId.Parse(RunRows.Text(row, nameof(SchemaContract.CreatedBy))),
        RunRows.Text(row, nameof(SchemaContract.ChangeSummary)));
}

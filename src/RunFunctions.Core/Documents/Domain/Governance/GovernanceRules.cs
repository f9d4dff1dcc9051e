using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Editing;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Domain.Governance;

/// <summary>A decision that somebody takes.</summary>
/// <param name="Type">What.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record DecisionOrder(GovernanceDecisionType Type, string? Reason, UserId By, DateTimeOffset At);

/// <summary>What comes of an order.</summary>
/// <param name="Candidate">As it will be.</param>
/// <param name="Decision">To be kept; null when the same was decided already.</param>
/// <param name="Contract">The contract version that comes of it, if any.</param>
/// <param name="RepeatedDecisionId">The decision that said the same.</param>
public sealed record DecisionOutcome(StructuralChangeCandidate Candidate, GovernanceDecision? Decision, SchemaContract? Contract, string? RepeatedDecisionId);

/// <summary>How candidates come into being and are decided on; pure.</summary>
public static class GovernanceRules
{
    /// <summary>The candidate was approved or rejected, and now something else is to be decided.</summary>
    public const string AlreadyDecidedReason = "CANDIDATE_DECIDED";

    private const string OutsideContract = "other_fields.";

    /// <summary>Additions of people under keys that neither contract nor panel knows, one for each key.</summary>
    public static IReadOnlyList<FieldChangeEntry> NewKeys(IReadOnlyList<FieldChangeEntry> log) =>
    [
        .. log.Where(entry => entry is { Source: FieldChangeEntry.ReviewerEdit, ChangeType: FieldChangeType.Add }
                && entry.FieldPath.StartsWith(OutsideContract, StringComparison.Ordinal))
            .DistinctBy(entry => entry.FieldKey, StringComparer.Ordinal),
    ];

    /// <summary>Counts an occurrence. What was decided stays decided.</summary>
    /// <param name="candidate">As it is; null for the first occurrence.</param>
    /// <param name="organization">Owner.</param>
    /// <param name="addition">One of <see cref="NewKeys"/>.</param>
    public static StructuralChangeCandidate Count(StructuralChangeCandidate? candidate, OrganizationId organization, FieldChangeEntry addition)
    {
        ArgumentNullException.ThrowIfNull(addition);
        var counted = candidate ?? new StructuralChangeCandidate
        {
            Organization = organization,
            Id = GovernanceIds.OfCandidate(organization, StructuralChangeType.NewKey, sourceKey: null, addition.FieldKey),
            ChangeType = StructuralChangeType.NewKey,
            TargetKey = addition.FieldKey,
            OccurrenceCount = 0,
            Status = StructuralChangeStatus.Pending,
            IsCritical = false,
            CreatedAt = addition.CreatedAt,
            UpdatedAt = addition.CreatedAt,
            EvidenceSamples = [],
        };
        var sample = new EvidenceSample(addition.DocumentId, addition.RunId, addition.FieldId, addition.CreatedAt);
        return counted with
        {
            OccurrenceCount = counted.OccurrenceCount + 1,
            UpdatedAt = addition.CreatedAt > counted.UpdatedAt ? addition.CreatedAt : counted.UpdatedAt,
            EvidenceSamples = counted.EvidenceSamples.Count < StructuralChangeCandidate.MaxSamples ? [.. counted.EvidenceSamples, sample] : counted.EvidenceSamples,
        };
    }

    /// <summary>
    /// Approvals and rejections are final; what is deferred can still be decided. To say the same again changes nothing, and a
    /// flag may be set whatever the status.
    /// </summary>
    /// <param name="candidate">As it is.</param>
    /// <param name="order">What is decided.</param>
    /// <param name="current">The current contract.</param>
    /// <param name="random">Source of the ids.</param>
    public static Result<DecisionOutcome> Decide(StructuralChangeCandidate candidate, DecisionOrder order, SchemaContract current, Func<Guid> random)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(random);
        var status = StatusAfter(order.Type) ?? candidate.Status;
        var same = order.Type == GovernanceDecisionType.FlagCritical ? candidate.CriticalDecisionId
            : status == candidate.Status ? candidate.StatusDecisionId
            : null;
        if (same is not null)
        {
            return new DecisionOutcome(candidate, null, null, same);
        }

        if (status != candidate.Status && candidate.Status is StructuralChangeStatus.Approved or StructuralChangeStatus.Rejected)
        {
            return Refusal.Conflict(AlreadyDecidedReason, "The candidate was approved or rejected already, which is final.");
        }

        var at = order.At.ToUniversalTime();
        var contract = order.Type == GovernanceDecisionType.Approve
            ? new SchemaContract(random().ToString("D"), current.VersionNumber + 1, at, order.By, SummaryOf(candidate))
            : null;
        var decision = new GovernanceDecision(
            GovernanceIds.NewDecision(at, random()), candidate.Id, order.Type, candidate.Status, status, contract?.Id, order.By, order.Reason, at);
        var decided = order.Type == GovernanceDecisionType.FlagCritical
            ? candidate with { IsCritical = true, CriticalDecisionId = decision.Id }
            : candidate with { Status = status, StatusDecisionId = decision.Id };
        return new DecisionOutcome(decided with { UpdatedAt = at }, decision, contract, null);
    }

    private static StructuralChangeStatus? StatusAfter(GovernanceDecisionType type) => type switch
    {
        GovernanceDecisionType.Approve => StructuralChangeStatus.Approved,
        GovernanceDecisionType.Reject => StructuralChangeStatus.Rejected,
        GovernanceDecisionType.Defer => StructuralChangeStatus.Deferred,
        _ => null,
    };

    private static string SummaryOf(StructuralChangeCandidate candidate)
    {
        var type = candidate.ChangeType switch
        {
            StructuralChangeType.NewKey => "NEW_KEY",
            StructuralChangeType.KeyRename => "KEY_RENAME",
            StructuralChangeType.KeyDeprecation => "KEY_DEPRECATION",
            _ => "KEY_MAPPING",
        };
        return candidate.SourceKey is { } source ? $"{type} {source} to {candidate.TargetKey}" : $"{type} {candidate.TargetKey}";
    }
}

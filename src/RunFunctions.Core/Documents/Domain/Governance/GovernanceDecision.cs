using System.Text.Json.Serialization;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Governance;

/// <summary>What somebody decided about a candidate. Append-only; it concerns what comes, never what is stored already.</summary>
/// <param name="Id">A lowercase UUID that begins with the time.</param>
/// <param name="CandidateId">The candidate.</param>
/// <param name="Type">What was decided.</param>
/// <param name="PreviousStatus">Status of the candidate before.</param>
/// <param name="NewStatus">Status after; the same for <see cref="GovernanceDecisionType.FlagCritical"/>.</param>
/// <param name="SchemaContractId">The contract version that it made; null for decisions other than approvals.</param>
/// <param name="ReviewerId">Who decided.</param>
/// <param name="Reason">In their words, at most <see cref="MaxReasonLength"/> characters.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record GovernanceDecision(
    string Id,
    string CandidateId,
    GovernanceDecisionType Type,
    StructuralChangeStatus PreviousStatus,
    StructuralChangeStatus NewStatus,
    string? SchemaContractId,
    UserId ReviewerId,
    string? Reason,
    DateTimeOffset CreatedAt)
{
    public const int MaxReasonLength = 2000;
}

[JsonConverter(typeof(JsonStringEnumConverter<GovernanceDecisionType>))]
public enum GovernanceDecisionType
{
    [JsonStringEnumMemberName("APPROVE")]
    Approve,

    [JsonStringEnumMemberName("REJECT")]
    Reject,

    [JsonStringEnumMemberName("DEFER")]
    Defer,

    [JsonStringEnumMemberName("FLAG_CRITICAL")]
    FlagCritical,
}

/// <summary>
/// A version of an organization's schema contract; immutable, the highest is the current one. It records what was agreed on:
/// keys and order of the built-in contract are those of <see cref="GlobalSchema"/> in every version.
/// </summary>
/// <param name="Id">A lowercase UUID.</param>
/// <param name="VersionNumber">Contiguous from 1, which is the built-in contract.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="CreatedBy">Null for the built-in contract.</param>
/// <param name="ChangeSummary">What is new in it, for example <c>NEW_KEY tail_length</c>; null for the built-in contract.</param>
public sealed record SchemaContract(string Id, int VersionNumber, DateTimeOffset CreatedAt, UserId? CreatedBy, string? ChangeSummary)
{
    /// <summary>Highest possible number.</summary>
    public const int MaxNumber = 999_999;

    // Revision 2026-02-canonical.
    private static readonly DateTimeOffset BuiltInSince = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Version 1 of every organization: the contract of the app.</summary>
    public static SchemaContract BuiltIn(OrganizationId organization) => new(GovernanceIds.OfBuiltInContract(organization), 1, BuiltInSince, null, null);
}

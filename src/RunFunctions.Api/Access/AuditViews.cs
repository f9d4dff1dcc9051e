using System.Globalization;
using System.Text.Json;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Api.Access;

/// <param name="At">When.</param>
/// <param name="Subject">Who; null when the identity could not be established.</param>
/// <param name="CredentialId">Token or login.</param>
/// <param name="Action">What was done.</param>
/// <param name="ObjectType">Kind of object; null for none.</param>
/// <param name="ObjectId">Which object; null for none.</param>
/// <param name="Outcome"><c>succeeded</c>, <c>denied</c>, <c>refused</c> or <c>failed</c>.</param>
/// <param name="ErrorCode">Of a refusal or failure.</param>
/// <param name="RequestId">Id of the request.</param>
public sealed record AuditEntryView(
    DateTimeOffset At,
    string? Subject,
    string? CredentialId,
    string Action,
    string? ObjectType,
    string? ObjectId,
    string Outcome,
    string? ErrorCode,
    string RequestId)
{
    public static AuditEntryView Of(AuditEntry entry) => new(
        entry.At, entry.User?.Value, entry.CredentialId, entry.Action, entry.ObjectType, entry.ObjectId, NameOf(entry.Outcome), entry.ErrorCode, entry.RequestId);

    public static string NameOf(AuditOutcome outcome) => JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString());
}

/// <param name="Verified">Whether everything is as it was written.</param>
/// <param name="Days">Days that were verified.</param>
/// <param name="Chains">Chains registered on them.</param>
/// <param name="Entries">Entries that are there.</param>
/// <param name="FindingCount">How many things are wrong.</param>
/// <param name="Findings">The first 200 of them.</param>
public sealed record AuditVerificationView(bool Verified, int Days, int Chains, long Entries, int FindingCount, IReadOnlyList<AuditFindingView> Findings)
{
    public static AuditVerificationView Of(AuditVerification verified) => new(
        verified.FindingCount == 0,
        verified.Days,
        verified.Chains,
        verified.Entries,
        verified.FindingCount,
        [.. verified.Findings.Select(AuditFindingView.Of)]);
}

/// <param name="Kind">What is wrong, for example <c>edited</c>.</param>
/// <param name="Day">Day of the chain.</param>
/// <param name="Instance">Process that wrote the chain.</param>
/// <param name="Sequence">Place in the chain; null when it concerns the chain as a whole.</param>
/// <param name="Through">Last place of several that are missing.</param>
/// <param name="RowKey">Key of the row at fault; null when it is gone.</param>
public sealed record AuditFindingView(string Kind, string Day, string Instance, int? Sequence, int? Through, string? RowKey)
{
    public static AuditFindingView Of(AuditFinding finding) => new(
        JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Kind.ToString()),
        finding.Chain.Day.ToString("O", CultureInfo.InvariantCulture),
        finding.Chain.Instance,
        finding.Sequence,
        finding.Through,
        finding.RowKey);
}

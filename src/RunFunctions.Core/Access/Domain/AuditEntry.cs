namespace RunFunctions.Core.Access.Domain;

/// <summary>One thing that somebody did or was refused: ids, codes and times, never contents.</summary>
/// <param name="Organization">Whose audit it belongs to.</param>
/// <param name="At">When, UTC.</param>
/// <param name="User">Who; null when the identity could not be established.</param>
/// <param name="CredentialId">Token id or login that was used.</param>
/// <param name="Action">What, for example <c>documents.upload</c>.</param>
/// <param name="ObjectType">On what kind of object, for example <c>document</c>; null for none.</param>
/// <param name="ObjectId">On which object; null when the action has none or failed before there was one.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="ErrorCode">Closed code of a refusal or failure; null on success.</param>
/// <param name="RequestId">Id of the request.</param>
public sealed record AuditEntry(
    OrganizationId Organization,
    DateTimeOffset At,
    UserId? User,
    string? CredentialId,
    string Action,
    string? ObjectType,
    string? ObjectId,
    AuditOutcome Outcome,
    string? ErrorCode,
    string RequestId);

public enum AuditOutcome
{
    Succeeded,

    /// <summary>Identity, role or relation did not allow it; also an object that does not exist for the caller.</summary>
    Denied,

    /// <summary>Allowed, but the input or the state of things did not permit it.</summary>
    Refused,

    /// <summary>It broke here.</summary>
    Failed,
}

using Microsoft.AspNetCore.Http;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Api.Access;

/// <summary>Whose audit a request belongs to, and who acted with what.</summary>
/// <param name="Organization">Of the caller; of the token, when one was presented that is refused.</param>
/// <param name="User">Null when the identity was not established.</param>
/// <param name="CredentialId">Token or login.</param>
internal sealed record AuditSubject(OrganizationId Organization, UserId? User, string CredentialId)
{
    /// <summary>Null when no organization can be told.</summary>
    public static AuditSubject? Of(HttpContext http) => http.FindIdentity() switch
    {
        { Caller: { } caller } => new AuditSubject(caller.Organization, caller.User, caller.Credential.Id),
        { RefusedToken: { } token } => new AuditSubject(token.Organization, null, token.Id),
        _ => null,
    };
}

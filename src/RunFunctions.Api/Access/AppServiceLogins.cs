using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Api.Access;

/// <summary>
/// Logins of Azure App Service authentication. The platform removes the header from what clients send and sets its own, so it
/// is believed only where the platform says that it does this (<c>WEBSITE_AUTH_ENABLED</c>); anywhere else it is ignored.
/// The header proves who it is and nothing more: roles come from the memberships kept here, never from claims.
/// </summary>
public sealed class AppServiceLogins(IConfiguration configuration, RecogniseLogin recogniseLogin)
{
    private const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL";
    private const string OrganizationHeader = "X-Organization";
    private const int MaxHeaderLength = 64 * 1024;

    // The object id of Microsoft Entra, then the subject that every OpenID Connect provider has, in their two spellings.
    private static readonly string[] UserClaims =
    [
        "http://schemas.microsoft.com/identity/claims/objectidentifier",
        "oid",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier",
        "sub",
    ];

    private readonly bool _platformAuthenticates = bool.TryParse(configuration["WEBSITE_AUTH_ENABLED"], out var enabled) && enabled;

    /// <summary>Whose login the platform vouches for; the organization is named by header <c>X-Organization</c> or the setting.</summary>
    public async Task<Identity> RecogniseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var principal = request.Headers[PrincipalHeader];
        if (!_platformAuthenticates || principal.Count == 0)
        {
            return Identity.Missing;
        }

        return principal is [{ Length: <= MaxHeaderLength } header] && UserOf(header) is { } user
            ? await recogniseLogin.HandleAsync(user, request.Headers[OrganizationHeader].FirstOrDefault(), cancellationToken)
            : Identity.Invalid;
    }

    private static UserId? UserOf(string header)
    {
        var json = new byte[header.Length];
        if (!Convert.TryFromBase64String(header, json, out var length))
        {
            return null;
        }

        try
        {
            using var principal = JsonDocument.Parse(json.AsMemory(0, length));
            return UserOf(principal.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static UserId? UserOf(JsonElement principal)
    {
        if (principal.ValueKind != JsonValueKind.Object || !principal.TryGetProperty("claims", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var claims = list.EnumerateArray().Select(Claim).OfType<(string Type, string Value)>().ToLookup(claim => claim.Type, claim => claim.Value, StringComparer.Ordinal);
        var value = UserClaims.Select(type => claims[type].FirstOrDefault()).FirstOrDefault(found => found is not null);
        return UserId.TryParse(value, out var user) ? user : null;
    }

    private static (string Type, string Value)? Claim(JsonElement claim) =>
        claim.ValueKind == JsonValueKind.Object
        && claim.TryGetProperty("typ", out var type) && type.ValueKind == JsonValueKind.String
        && claim.TryGetProperty("val", out var value) && value.ValueKind == JsonValueKind.String
            ? (type.GetString()!, value.GetString()!)
            : null;
}

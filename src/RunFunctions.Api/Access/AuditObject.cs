using Microsoft.AspNetCore.Http;

namespace RunFunctions.Api.Access;

/// <summary>The object of a request in the audit.</summary>
internal static class AuditObject
{
    // The longest id there is: a patient and a user, of an assignment.
    private const int MaxLength = 128;

    /// <summary>The id in the address, or in the new address of what was made; null when there is none, or what is there has not the form of an id.</summary>
    public static string? IdOf(HttpContext http, AuditRule rule)
    {
        var id = rule.RouteValue is { } name ? http.Request.RouteValues[name] as string : LastPart(http.Response.Headers.Location.ToString());
        return id is { Length: > 0 and <= MaxLength } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@') ? id : null;
    }

    private static string LastPart(string location) => Uri.UnescapeDataString(location[(location.LastIndexOf('/') + 1)..]);
}

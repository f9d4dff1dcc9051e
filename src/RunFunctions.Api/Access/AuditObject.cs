using Microsoft.AspNetCore.Http;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Api.Access;

/// <summary>The object of a request in the audit.</summary>
public static class AuditObject
{
    private static readonly object Item = new();

    /// <summary>Says which object the request made or found, when its address does not.</summary>
    public static void SetAuditObject(this HttpContext http, string id)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Items[Item] = id;
    }

    /// <summary>What the function said, or the id in the address; null when there is none, or what is there has not the form of an id.</summary>
    internal static string? IdOf(HttpContext http, AuditRule rule)
    {
        var id = http.Items[Item] as string ?? (rule.RouteValue is { } name ? http.Request.RouteValues[name] as string : null);
        return UserId.TryParse(id, out _) ? id : null;
    }
}

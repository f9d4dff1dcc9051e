using System.Net;
using Microsoft.AspNetCore.Http;

namespace RunFunctions.Api.Access;

/// <summary>Where a request comes from.</summary>
public static class RemoteAddress
{
    private const string ForwardedFor = "X-Forwarded-For";

    /// <summary>
    /// The other end of the connection. When that is this machine there is a proxy here, as on Azure, and what it added last
    /// to <c>X-Forwarded-For</c> counts; what stands before that could be anybody's invention.
    /// </summary>
    public static IPAddress Of(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var peer = http.Connection.RemoteIpAddress ?? IPAddress.None;
        return IPAddress.IsLoopback(peer) && http.Request.Headers[ForwardedFor] is [.., { } last]
            && IPEndPoint.TryParse(last[(last.LastIndexOf(',') + 1)..].Trim(), out var client)
            ? client.Address
            : peer;
    }
}

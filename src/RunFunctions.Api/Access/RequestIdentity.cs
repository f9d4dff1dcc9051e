using Microsoft.AspNetCore.Http;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Api.Access;

/// <summary>Who sent a request, as <see cref="IdentityMiddleware"/> found out.</summary>
public static class RequestIdentity
{
    private static readonly object Item = new();
    private static readonly object ReservationItem = new();

    /// <summary>The caller; only for functions that need an identity.</summary>
    /// <exception cref="InvalidOperationException">The identity was not established; a bug.</exception>
    public static Caller Caller(this HttpContext http) =>
        http.FindCaller() ?? throw new InvalidOperationException("The request has no caller.");

    /// <summary>The caller, or null.</summary>
    public static Caller? FindCaller(this HttpContext http) => http.FindIdentity()?.Caller;

    /// <summary>What was found out; null before.</summary>
    public static Identity? FindIdentity(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Items[Item] as Identity;
    }

    /// <summary>Where a change that the request makes comes from.</summary>
    public static RequestOrigin Origin(this HttpContext http)
    {
        var caller = http.Caller();
        return new RequestOrigin(caller.Organization, caller.User, RequestIdMiddleware.Of(http)) { Reserved = http.Items[ReservationItem] as Reservation };
    }

    /// <summary>What the request makes gets an id that was reserved for it.</summary>
    internal static void Reserve(HttpContext http, Reservation reservation) => http.Items[ReservationItem] = reservation;

    internal static void Set(HttpContext http, Identity identity) => http.Items[Item] = identity;
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Net.Http.Headers;

namespace RunFunctions.Api.Http;

/// <summary>
/// Lets pages of the allowed origins read answers, and answers their preflights for routes that exist. Cookies are never
/// allowed: callers say who they are in <c>Authorization</c>. Without allowed origins it does nothing.
/// </summary>
public sealed class CorsMiddleware(CorsOrigins allowed, RouteTable routes) : IFunctionsWorkerMiddleware
{
    private const string RequestHeaders = "Authorization, Content-Type, Idempotency-Key, Idempotency-On-Failure, If-Match, If-None-Match, Prefer, Range, X-Organization, X-Request-ID";
    private const string ReadableHeaders = "X-Request-ID, Location, Operation-Location, Retry-After, ETag, Preference-Applied, Idempotency-Status";
    private const string PreflightSeconds = "600";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (allowed.IsEmpty || context.GetHttpContext() is not { } http)
        {
            return next(context);
        }

        // Also for other origins: a cache must not give one origin's answer to another.
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        var origin = http.Request.Headers.Origin.ToString();
        if (!allowed.Contains(origin))
        {
            return next(context);
        }

        http.Response.Headers.AccessControlAllowOrigin = origin;
        if (!IsPreflight(http.Request) || routes.MethodsAt(http.Request.Path) is not { Count: > 0 } methods)
        {
            http.Response.Headers.AccessControlExposeHeaders = ReadableHeaders;
            return next(context);
        }

        http.Response.Headers.AccessControlAllowMethods = string.Join(", ", methods);
        http.Response.Headers.AccessControlAllowHeaders = RequestHeaders;
        http.Response.Headers.AccessControlMaxAge = PreflightSeconds;
        context.GetInvocationResult().Value = TypedResults.NoContent();
        return Task.CompletedTask;
    }

    private static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0;
}

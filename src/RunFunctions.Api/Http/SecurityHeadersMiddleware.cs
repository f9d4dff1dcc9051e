using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Net.Http.Headers;

namespace RunFunctions.Api.Http;

/// <summary>
/// Puts on every answer what keeps browsers from doing more with it than they should. A header that a door has set stays as
/// it is, so a page can bring a policy of its own.
/// </summary>
public sealed class SecurityHeadersMiddleware : IFunctionsWorkerMiddleware
{
    private const string Https = "https";

    private static readonly KeyValuePair<string, string>[] Always =
    [
        new(HeaderNames.XContentTypeOptions, "nosniff"),
        new(HeaderNames.XFrameOptions, "DENY"),
        new("Referrer-Policy", "no-referrer"),
        new(HeaderNames.ContentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
        new("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        new(HeaderNames.CacheControl, "no-store"),
    ];

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            // Last thing before the answer leaves: also errors that replace it have the headers then.
            http.Response.OnStarting(() =>
            {
                Complete(http);
                return Task.CompletedTask;
            });
        }

        return next(context);
    }

    private static void Complete(HttpContext http)
    {
        var headers = http.Response.Headers;
        foreach (var (name, value) in Always)
        {
            headers.TryAdd(name, value);
        }

        // On Azure, and behind other proxies, the connection that ends here is plain.
        if (http.Request.IsHttps || http.Request.Headers["X-Forwarded-Proto"].Any(proto => Https.Equals(proto, StringComparison.OrdinalIgnoreCase)))
        {
            headers.TryAdd(HeaderNames.StrictTransportSecurity, "max-age=31536000");
        }
    }
}

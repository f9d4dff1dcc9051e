using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Api.Http;

/// <summary>
/// Gives every request an id: the caller's <c>X-Request-ID</c> when it is 1–64 letters, digits, dots, underscores or
/// hyphens, otherwise a new one. The answer's header, error bodies and log lines carry it.
/// </summary>
public sealed class RequestIdMiddleware(IIdSource ids, ILogger<RequestIdMiddleware> logger) : IFunctionsWorkerMiddleware
{
    private const string Header = "X-Request-ID";
    private const int MaxLength = 64;
    private const int OwnLength = 16;

    private static readonly object Item = new();

    /// <summary>The id of the request being answered.</summary>
    public static string Of(HttpContext http) => (string)http.Items[Item]!;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var id = IsSafe(http.Request.Headers[Header]) ? http.Request.Headers[Header].ToString() : ids.NewId().ToString("N")[..OwnLength];
        http.Items[Item] = id;
        http.Response.Headers[Header] = id;
        using (logger.BeginScope(new Dictionary<string, object> { ["request_id"] = id }))
        {
            await next(context);
        }
    }

    private static bool IsSafe(string? id) =>
        id is { Length: > 0 and <= MaxLength } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}

using LocalRuntime.Functions.Hosting.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Functions.Hosting.Http;

/// <summary>Serves HTTP functions: key, invocation, and 500 without a body when the app let an exception pass.</summary>
internal sealed partial class HttpFunctionEndpoints(HttpRouteTable routes, IFunctionInvoker invoker, FunctionKeys keys, ILoggerFactory loggers)
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var route in routes.Routes)
        {
            var logger = loggers.CreateLogger("Function." + route.Function.Name);
            if (!HttpResultWriter.IsPortable(route.Function.Method.ReturnType))
            {
                LogNotPortable(logger, route.Function.Name, route.Function.Method.ReturnType.Name);
            }

            endpoints.Map(route.Pattern, http => ServeAsync(http, route, logger)).WithDisplayName(route.Function.Name);
        }
    }

    private async Task ServeAsync(HttpContext http, HttpRoute route, ILogger logger)
    {
        if (!keys.Allow(http.Request, route.Trigger.AuthLevel))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            await invoker.InvokeAsync(route.Function, http.Request, http, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            LogCallerGone(logger, route.Function.Name);
        }
#pragma warning disable CA1031 // Whatever a function throws is its own failure, not the host's.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(logger, exception, route.Function.Name);
            if (http.Response.HasStarted)
            {
                // The client must not take a cut answer for a whole one.
                http.Abort();
                return;
            }

            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Executed 'Functions.{FunctionName}' (Failed)")]
    private static partial void LogFailed(ILogger logger, Exception exception, string functionName);

    [LoggerMessage(2, LogLevel.Debug, "Executed 'Functions.{FunctionName}' (Cancelled: the caller is gone)")]
    private static partial void LogCallerGone(ILogger logger, string functionName);

    [LoggerMessage(3, LogLevel.Warning, "'Functions.{FunctionName}' returns {ReturnType}, which is written here but not by the official ASP.NET Core integration: return IResult or IActionResult.")]
    private static partial void LogNotPortable(ILogger logger, string functionName, string returnType);
}

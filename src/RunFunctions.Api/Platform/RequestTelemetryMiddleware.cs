using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using RunFunctions.Api.Http;

namespace RunFunctions.Api.Platform;

/// <summary>
/// Measures every request, and gives its span a name: the function's route as it is written in the code, never the address that
/// was asked for.
/// </summary>
public sealed class RequestTelemetryMiddleware : IFunctionsWorkerMiddleware
{
    private static readonly FrozenDictionary<string, string> Names = AppFunctions.All
        .Where(function => AppFunctions.TriggerOf(function) is not null)
        .ToFrozenDictionary(function => function.GetCustomAttribute<FunctionAttribute>()!.Name, NameOf, StringComparer.Ordinal);

    private readonly Histogram<double> _duration;
    private readonly TimeProvider _clock;

    public RequestTelemetryMiddleware(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _duration = meters.Create("RunFunctions.Http").CreateHistogram<double>(
            "runfunctions.http.duration", "s", "From the request to the end of its answer.");
    }

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.GetHttpContext() is { } http)
        {
            var started = _clock.GetTimestamp();
            var function = context.FunctionDefinition.Name;
            http.Response.OnCompleted(() =>
            {
                Record(http, function, started);
                return Task.CompletedTask;
            });
        }

        return next(context);
    }

    /// <summary><c>GET /api/runs/{runId}</c>.</summary>
    private static string NameOf(MethodInfo function)
    {
        var trigger = AppFunctions.TriggerOf(function)!;
        return $"{string.Join('|', trigger.Methods ?? []).ToUpperInvariant()} /{trigger.Route}".TrimStart();
    }

    private void Record(HttpContext http, string function, long started)
    {
        var status = http.Response.StatusCode;
        _duration.Record(_clock.GetElapsedTime(started).TotalSeconds, new TagList { { "function", function }, { "status", status } });
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
        {
            span.DisplayName = Names.GetValueOrDefault(function, function);
            span.SetTag("faas.name", function)
                .SetTag("http.response.status_code", status)
                .SetTag("request_id", RequestIdMiddleware.Of(http));
            if (status >= StatusCodes.Status500InternalServerError)
            {
                span.SetStatus(ActivityStatusCode.Error);
            }
        }
    }
}

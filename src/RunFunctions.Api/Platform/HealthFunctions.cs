using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;

namespace RunFunctions.Api.Platform;

/// <summary>Whether the app lives and can work, and what it is.</summary>
public sealed class HealthFunctions(Readiness readiness, BuildInformation build)
{
    [Function("HealthLive")]
    [WithoutStorage]
    public static IResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/live")] HttpRequest request) =>
        ApiResults.Json(new LiveView("alive"), ApiJson.Wire.LiveView);

    [Function("HealthReady")]
    [WithoutStorage]
    public async Task<IResult> Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/ready")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var checks = await readiness.CheckAsync(durable, cancellationToken);
        var isWell = checks.All(check => check.IsWell);
        var status = isWell ? "healthy" : "degraded";
        return ApiResults.Json(
            request.HttpContext.FindCaller() is null ? new ReadyView(status) : ReadyView.Of(status, checks),
            ApiJson.Wire.ReadyView,
            isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    [Function("Version")]
    [WithoutStorage]
    public IResult Version([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/version")] HttpRequest request) =>
        ApiResults.Json(new VersionView(build.Version, build.Commit, build.BuildDate), ApiJson.Wire.VersionView);
}

public sealed record LiveView(string Status);

/// <summary>What works is told to callers with an identity only.</summary>
public sealed record ReadyView(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Database = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Storage = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Orchestrations = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, double>? DurationsMs = null)
{
    public static ReadyView Of(string status, IReadOnlyList<ReadinessCheck> checks)
    {
        var words = checks.ToDictionary(check => check.Name, check => check.IsWell ? "ok" : "error");
        return new ReadyView(
            status,
            words[Readiness.Tables],
            words[Readiness.Blobs],
            words[Readiness.Orchestrations],
            checks.ToDictionary(check => check.Name, check => Math.Round(check.Took.TotalMilliseconds, 1)));
    }
}

public sealed record VersionView(string Version, string Commit, string BuildDate);

using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Api.Platform;

/// <summary>Whether the app lives and can work, and what it is.</summary>
public sealed class HealthFunctions(StorageSetup storage, BuildInformation build)
{
    // No orchestration has this id; asking for it proves that the hub answers.
    private const string ProbeInstance = "health-probe";

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
        var health = await storage.CheckAsync(cancellationToken);
        var hub = health.Tables && await HubAnswersAsync(durable, cancellationToken);
        var well = health is { Tables: true, Blobs: true } && hub;
        var status = well ? "healthy" : "degraded";
        return ApiResults.Json(
            request.HttpContext.FindCaller() is null ? new ReadyView(status) : new ReadyView(status, Word(health.Tables), Word(health.Blobs), Word(hub)),
            ApiJson.Wire.ReadyView,
            well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    [Function("Version")]
    [WithoutStorage]
    public IResult Version([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/version")] HttpRequest request) =>
        ApiResults.Json(new VersionView(build.Version, build.Commit, build.BuildDate), ApiJson.Wire.VersionView);

    private static async Task<bool> HubAnswersAsync(DurableTaskClient durable, CancellationToken cancellationToken)
    {
        try
        {
            await durable.GetInstanceAsync(ProbeInstance, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return false;
        }
    }

    private static string Word(bool well) => well ? "ok" : "error";
}

public sealed record LiveView(string Status);

/// <summary>What works is told to callers with an identity only.</summary>
public sealed record ReadyView(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Database = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Storage = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Orchestrations = null);

public sealed record VersionView(string Version, string Commit, string BuildDate);

using System.Text.Json;
using System.Text.Json.Nodes;
using LocalRuntime.DurableTask.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.Functions.Management;

/// <summary>Reads and steers instances; status codes as officially.</summary>
internal sealed class InstanceEndpoints(LocalDurableTaskClient client, DurableEngine engine)
{
    private const string ContinuationHeader = "x-ms-continuation-token";
    private const string RetryAfterSeconds = "5";

    public async Task<IResult> GetAsync(HttpContext context, string instanceId, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (await client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellationToken) is not { } instance)
        {
            return Results.NotFound();
        }

        var history = ManagementQuery.Flag(request, "showHistory") == true
            ? StatusPayload.History(await engine.History.ReadAsync(instanceId, cancellationToken), ManagementQuery.Flag(request, "showHistoryOutput") == true)
            : null;
        var payload = StatusPayload.For(instance, ManagementQuery.Flag(request, "showInput") ?? true, history);
        if (!instance.IsCompleted)
        {
            context.Response.Headers.Location = request.GetEncodedUrl();
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Results.Json(payload, statusCode: StatusCodes.Status202Accepted);
        }

        var isError = instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed && ManagementQuery.Flag(request, "returnInternalServerErrorOnFailure") == true;
        return Results.Json(payload, statusCode: isError ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
    }

    public async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var showInput = ManagementQuery.Flag(request, "showInput") ?? false;
        var query = new OrchestrationQuery(
            ManagementQuery.Time(request, "createdTimeFrom"),
            ManagementQuery.Time(request, "createdTimeTo"),
            ManagementQuery.Statuses(request, "runtimeStatus"),
            InstanceIdPrefix: request.Query["instanceIdPrefix"].FirstOrDefault(),
            PageSize: ManagementQuery.Number(request, "top") ?? OrchestrationQuery.DefaultPageSize,
            FetchInputsAndOutputs: true,
            ContinuationToken: request.Headers[ContinuationHeader].FirstOrDefault() is { Length: > 0 } token ? token : null);
        await foreach (var page in client.GetAllInstancesAsync(query).AsPages().WithCancellation(cancellationToken))
        {
            if (page.ContinuationToken is { } next)
            {
                context.Response.Headers[ContinuationHeader] = next;
            }

            return Results.Json(new JsonArray([.. page.Values.Select(instance => StatusPayload.For(instance, showInput))]));
        }

        return Results.Json(new JsonArray());
    }

    public async Task<IResult> PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        InstanceIds.Check(instanceId);
        return await engine.PurgeAsync(instanceId, recursive: false, cancellationToken) switch
        {
            null => Results.NotFound(),
            { } status when LocalRuntime.DurableTask.Storage.RuntimeStatuses.IsTerminal(status) => Purged(1),
            { } status => Results.Json(
                $"Only orchestrations in a terminal state can be purged, but the orchestration with instance ID {instanceId} has status {status}",
                statusCode: StatusCodes.Status412PreconditionFailed),
        };
    }

    public async Task<IResult> PurgeMatchingAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (ManagementQuery.Time(request, "createdTimeFrom") is not { } from)
        {
            return Results.Json("Please provide value for 'createdTimeFrom' parameter.", statusCode: StatusCodes.Status400BadRequest);
        }

        var filter = new PurgeInstancesFilter(
            from,
            ManagementQuery.Time(request, "createdTimeTo") ?? engine.Time.GetUtcNow(),
            ManagementQuery.Statuses(request, "runtimeStatus"));
        var result = await client.PurgeAllInstancesAsync(filter, options: null, cancellationToken);
        return result.PurgedInstanceCount == 0 ? Results.NotFound() : Purged(result.PurgedInstanceCount);
    }

    public async Task<IResult> RaiseEventAsync(HttpContext context, string instanceId, string eventName, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(instanceId, cancellationToken) is not { } instance)
        {
            return Results.NotFound();
        }

        if (instance.IsCompleted)
        {
            return Results.StatusCode(StatusCodes.Status410Gone);
        }

        if (!context.Request.HasJsonContentType())
        {
            return Results.Json(new JsonObject { ["Message"] = "Only application/json request content is supported" }, statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            var payload = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: cancellationToken);
            return Answer(await client.RaiseAsync(instanceId, eventName, payload?.ToJsonString(), cancellationToken));
        }
        catch (JsonException)
        {
            return Results.Json(new JsonObject { ["Message"] = "Invalid JSON content" }, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    public async Task<IResult> TerminateAsync(HttpContext context, string instanceId, CancellationToken cancellationToken) =>
        Answer(await client.TerminateAsync(instanceId, ManagementQuery.Reason(context.Request), recursive: false, cancellationToken));

    public async Task<IResult> SuspendAsync(HttpContext context, string instanceId, CancellationToken cancellationToken) =>
        Answer(await client.SuspendAsync(instanceId, ManagementQuery.Reason(context.Request), cancellationToken));

    public async Task<IResult> ResumeAsync(HttpContext context, string instanceId, CancellationToken cancellationToken) =>
        Answer(await client.ResumeAsync(instanceId, ManagementQuery.Reason(context.Request), cancellationToken));

    /// <summary>The official answers; the rewind itself is not offered here.</summary>
    public async Task<IResult> RewindAsync(string instanceId, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(instanceId, cancellationToken) switch
        {
            null => Results.NotFound(),
            { RuntimeStatus: not OrchestrationRuntimeStatus.Failed } => Results.StatusCode(StatusCodes.Status412PreconditionFailed),
            _ => Results.Json(
                new JsonObject { ["Message"] = "Rewind is not supported by the underlying storage provider." },
                statusCode: StatusCodes.Status501NotImplemented),
        };

    private static IResult Purged(int count) => Results.Json(new JsonObject { ["instancesDeleted"] = count });

    private static IResult Answer(Delivery delivery) => Results.StatusCode(delivery switch
    {
        Delivery.NotFound => StatusCodes.Status404NotFound,
        Delivery.Ended => StatusCodes.Status410Gone,
        _ => StatusCodes.Status202Accepted,
    });
}

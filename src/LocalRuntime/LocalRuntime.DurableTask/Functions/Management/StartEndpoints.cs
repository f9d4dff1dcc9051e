using System.Text.Json;
using System.Text.Json.Nodes;
using LocalRuntime.DurableTask.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask.Functions.Management;

/// <summary>Starts instances over HTTP and answers with their management URLs.</summary>
internal sealed class StartEndpoints(LocalDurableTaskClient client, DurableEngine engine, InstanceEndpoints instances)
{
    private const string RetryAfterSeconds = "10";

    private static readonly JsonSerializerOptions WireOptions = new(JsonSerializerDefaults.Web);

    public async Task<IResult> StartAsync(HttpContext context, string functionName, string? instanceId, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(cancellationToken);
            var input = body.Length == 0 ? null : JsonNode.Parse(body)?.ToJsonString();
            var id = instanceId ?? Identifiers.NewInstanceId();
            var options = new StartOrchestrationOptions(id) { Version = context.Request.Query["version"].FirstOrDefault() is { } version ? version : null };
            return await client.StartAsync(functionName, input, id, options, cancellationToken) is { } status
                ? Message(StatusCodes.Status409Conflict, $"An Orchestration instance with the status {status} already exists.")
                : await AnswerAsync(context, id, cancellationToken);
        }
        catch (JsonException)
        {
            return Message(StatusCodes.Status400BadRequest, "Invalid JSON content");
        }
        catch (ArgumentException exception)
        {
            return Message(StatusCodes.Status400BadRequest, exception.Message);
        }
    }

    public async Task<IResult> RestartAsync(HttpContext context, string instanceId, CancellationToken cancellationToken)
    {
        try
        {
            var withNewId = ManagementQuery.Flag(context.Request, "restartWithNewInstanceId") ?? true;
            return await AnswerAsync(context, await client.RestartAsync(instanceId, withNewId, cancellationToken), cancellationToken);
        }
        catch (ArgumentException)
        {
            return Message(StatusCodes.Status400BadRequest, "InstanceId does not match a valid orchestration instance.");
        }
        catch (InvalidOperationException)
        {
            return Message(StatusCodes.Status409Conflict, "A non-terminal instance with this instance ID already exists.");
        }
    }

    private static IResult Message(int statusCode, string message) => Results.Json(new JsonObject { ["Message"] = message }, statusCode: statusCode);

    // With a timeout, a caller may have the result of a short orchestration at once.
    private async Task<IResult> AnswerAsync(HttpContext context, string instanceId, CancellationToken cancellationToken)
    {
        if (ManagementQuery.Seconds(context.Request, "timeout") is { } timeout && await EndsWithinAsync(instanceId, timeout, cancellationToken) is { } ended)
        {
            return ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed
                ? Results.Text(ended.SerializedOutput ?? "null", "application/json")
                : await instances.GetAsync(context, instanceId, cancellationToken);
        }

        var links = client.Links!.For(instanceId, new Uri($"{context.Request.Scheme}://{context.Request.Host}"));
        context.Response.Headers.Location = links.StatusQueryGetUri;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Results.Json(links, WireOptions, statusCode: StatusCodes.Status202Accepted);
    }

    private async Task<OrchestrationMetadata?> EndsWithinAsync(string instanceId, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, engine.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, linked.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return null;
        }
    }
}

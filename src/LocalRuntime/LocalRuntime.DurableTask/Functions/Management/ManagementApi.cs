using LocalRuntime.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LocalRuntime.DurableTask.Functions.Management;

/// <summary>The Durable HTTP management API: its routes, and the key that each of them needs.</summary>
internal sealed class ManagementApi(IHostSettings host, InstanceEndpoints instances, StartEndpoints starts) : IWebhookProvider
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(ManagementLinks.BasePath).AddEndpointFilter(RequireKeyAsync);
        api.MapPost("orchestrators/{functionName}/{instanceId?}", starts.StartAsync);
        api.MapGet("instances", instances.ListAsync);
        api.MapDelete("instances", instances.PurgeMatchingAsync);
        api.MapGet("instances/{instanceId}", instances.GetAsync);
        api.MapDelete("instances/{instanceId}", instances.PurgeAsync);
        api.MapPost("instances/{instanceId}/raiseEvent/{eventName}", instances.RaiseEventAsync);
        api.MapPost("instances/{instanceId}/terminate", instances.TerminateAsync);
        api.MapPost("instances/{instanceId}/suspend", instances.SuspendAsync);
        api.MapPost("instances/{instanceId}/resume", instances.ResumeAsync);
        api.MapPost("instances/{instanceId}/restart", starts.RestartAsync);
        api.MapPost("instances/{instanceId}/rewind", instances.RewindAsync);
    }

    private async ValueTask<object?> RequireKeyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var presented = request.Headers["x-functions-key"].FirstOrDefault() ?? request.Query["code"].FirstOrDefault();
        return host.IsSystemKey(ManagementLinks.Extension, presented) ? await next(context) : Results.Unauthorized();
    }
}

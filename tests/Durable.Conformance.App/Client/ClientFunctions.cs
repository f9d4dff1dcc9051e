using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Durable.Conformance.App.Client;

/// <summary>
/// The <see cref="DurableTaskClient"/> over HTTP, method by method: the driver runs in another process when the app runs in
/// the official host. What the client throws is answered with 422.
/// </summary>
public static class ClientFunctions
{
    [Function("Start")]
    public static Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/start")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        AnswerAsync<Start>(request, async (start, cancellation) =>
        {
            var options = new StartOrchestrationOptions(start.InstanceId, start.StartAt);
            if (start.DedupeStatuses is { } statuses)
            {
                options = options.WithDedupeStatuses([.. statuses.Select(Enum.Parse<OrchestrationRuntimeStatus>)]);
            }

            return Results.Json(await client.ScheduleNewOrchestrationInstanceAsync(start.Orchestrator, start.Input, options, cancellation));
        });

    [Function("Get")]
    public static Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/get")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        AnswerAsync<Command>(request, async (command, cancellation) =>
            await client.GetInstanceAsync(command.InstanceId, getInputsAndOutputs: true, cancellation) is { } instance
                ? Results.Json(InstanceView.Of(instance))
                : Results.NotFound());

    [Function("WaitForStart")]
    public static Task<IResult> WaitForStart(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/wait-for-start")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        AnswerAsync<Command>(request, async (command, cancellation) =>
            Results.Json(InstanceView.Of(await client.WaitForInstanceStartAsync(command.InstanceId, getInputsAndOutputs: true, cancellation))));

    [Function("WaitForCompletion")]
    public static Task<IResult> WaitForCompletion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/wait-for-completion")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        AnswerAsync<Command>(request, async (command, cancellation) =>
            Results.Json(InstanceView.Of(await client.WaitForInstanceCompletionAsync(command.InstanceId, getInputsAndOutputs: true, cancellation))));

    [Function("Raise")]
    public static Task<IResult> Raise(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/raise")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        DoAsync(request, (command, cancellation) => client.RaiseEventAsync(command.InstanceId, command.Name!, command.Payload, cancellation));

    [Function("Terminate")]
    public static Task<IResult> Terminate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/terminate")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        DoAsync(request, (command, cancellation) =>
            client.TerminateInstanceAsync(command.InstanceId, new TerminateInstanceOptions(command.Payload, command.Flag), cancellation));

    [Function("Suspend")]
    public static Task<IResult> Suspend(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/suspend")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        DoAsync(request, (command, cancellation) => client.SuspendInstanceAsync(command.InstanceId, "the suite asks", cancellation));

    [Function("Resume")]
    public static Task<IResult> Resume(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/resume")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        DoAsync(request, (command, cancellation) => client.ResumeInstanceAsync(command.InstanceId, "the suite asks", cancellation));

    [Function("Restart")]
    public static Task<IResult> Restart(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/restart")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        AnswerAsync<Command>(request, async (command, cancellation) => Results.Json(await client.RestartAsync(command.InstanceId, command.Flag, cancellation)));

    [Function("Purge")]
    public static Task<IResult> Purge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/purge")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        AnswerAsync<Command>(request, async (command, cancellation) =>
            Results.Json((await client.PurgeInstanceAsync(command.InstanceId, cancellation)).PurgedInstanceCount));

    [Function("PurgeMatching")]
    public static Task<IResult> PurgeMatching(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/purge-matching")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        AnswerAsync<Query>(request, async (query, cancellation) =>
            Results.Json((await client.PurgeAllInstancesAsync(
                new PurgeInstancesFilter(query.CreatedFrom, query.CreatedTo, InstanceView.Statuses(query)), cancellation)).PurgedInstanceCount));

    [Function("ListPage")]
    public static Task<IResult> ListPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/list-page")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        AnswerAsync<Query>(request, async (query, cancellation) =>
        {
            await foreach (var page in client.GetAllInstancesAsync(InstanceView.QueryOf(query)).AsPages(query.ContinuationToken).WithCancellation(cancellation))
            {
                return Results.Json(new InstancePage([.. page.Values.Select(InstanceView.Of)], page.ContinuationToken));
            }

            return Results.Json(new InstancePage([], null));
        });

    [Function("ManagementLinks")]
    public static Task<IResult> ManagementLinks(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/management-links")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        AnswerAsync<Command>(request, (command, _) => Task.FromResult(Results.Json(client.CreateHttpManagementPayload(command.InstanceId))));

    [Function("Observed")]
    public static Task<IResult> Observed([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "client/observed")] HttpRequest request) =>
        AnswerAsync<Command>(request, (command, _) => Task.FromResult(Results.Json(Observations.Of(command.InstanceId))));

    private static Task<IResult> DoAsync(HttpRequest request, Func<Command, CancellationToken, Task> action) =>
        AnswerAsync<Command>(request, async (command, cancellation) =>
        {
            await action(command, cancellation);
            return Results.NoContent();
        });

    private static async Task<IResult> AnswerAsync<T>(HttpRequest request, Func<T, CancellationToken, Task<IResult>> answer)
    {
        var cancellation = request.HttpContext.RequestAborted;
        var body = await request.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellation);
        try
        {
            return await answer(body!, cancellation);
        }
#pragma warning disable CA1031 // Whatever the client throws is what the driver wants to know.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Results.Json(new Refused(exception.GetType().Name, exception.Message), statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }
}

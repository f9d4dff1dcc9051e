using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Application.Webhooks;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports.Webhooks;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Engine.Webhooks;

/// <summary>What was sent to a webhook of the caller's organization, and what is yet to be.</summary>
public sealed class DeliveryFunctions(
    GetWebhook getWebhook, IDeliveryStore deliveries, ReplayDelivery replayDelivery, TestWebhook testWebhook, WebhookWorker worker, ListQuery lists)
{
    private const string Route = "api/webhooks/{webhookId}";
    private const string State = "state";

    [Function("ListDeliveries")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor, State)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/deliveries")] HttpRequest request, string webhookId, CancellationToken cancellationToken)
    {
        if (!QueryValues.Optional(request, State, ReadState).TryGet(out var state, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        var organization = request.HttpContext.Caller().Organization;
        var found = await PathIds.Webhook(webhookId).ThenAsync(id => getWebhook.HandleAsync(organization, id, cancellationToken));
        return !found.TryGet(out var webhook, out var missing) ? new ProblemResult(missing) : await lists.AnswerAsync(
            request,
            $"deliveries|{webhook.Id}|{state}",
            page => deliveries.ListAsync(organization, webhook.Id, state, page.Limit, page.After, cancellationToken),
            DeliveryView.Of,
            ApiJson.Wire.DeliveryListView,
            cancellationToken);
    }

    [Function("ReplayDelivery")]
    public async Task<IResult> Replay(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/deliveries/{deliveryId}/replay")] HttpRequest request,
        string webhookId,
        string deliveryId,
        CancellationToken cancellationToken)
    {
        var organization = request.HttpContext.Caller().Organization;
        var result = await PathIds.Webhook(webhookId).ThenAsync(webhook => PathIds.Delivery(deliveryId).ThenAsync(id =>
            replayDelivery.HandleAsync(organization, webhook, id, cancellationToken)));
        return Answer(result);
    }

    [Function("TestWebhook")]
    public async Task<IResult> Test(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/test")] HttpRequest request, string webhookId, CancellationToken cancellationToken)
    {
        var organization = request.HttpContext.Caller().Organization;
        var result = await PathIds.Webhook(webhookId).ThenAsync(id => testWebhook.HandleAsync(organization, id, cancellationToken));
        return Answer(result);
    }

    private static Result<DeliveryState> ReadState(string text, string name) =>
        Enum.GetValues<DeliveryState>().Where(state => StateName(state) == text).Select(state => (DeliveryState?)state).FirstOrDefault() is { } found
            ? found
            : Refusal.Invalid(name, "enum", $"Expected one of: {string.Join(", ", Enum.GetValues<DeliveryState>().Select(StateName))}.");

    private static string StateName(DeliveryState state) => state.ToString().ToLowerInvariant();

    // What became due is sent at once where the request was answered, and by whoever looks next elsewhere.
    private IResult Answer(Result<QueuedDelivery> result) => ApiResults.Of(result, queued =>
    {
        _ = worker.SendAsync(queued.Webhook);
        return ApiResults.Json(DeliveryView.Of(queued.Delivery), ApiJson.Wire.DeliveryView, StatusCodes.Status202Accepted);
    });
}

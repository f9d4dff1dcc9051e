using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Engine.Application.Webhooks;

namespace RunFunctions.Api.Engine.Webhooks;

/// <summary>The webhooks of the caller's organization.</summary>
public sealed class WebhookFunctions(CreateWebhook createWebhook, ChangeWebhook changeWebhook, GetWebhook getWebhook, ListQuery lists)
{
    private const string Route = "api/webhooks";
    private const string OneRoute = Route + "/{webhookId}";

    [Function("CreateWebhook")]
    [Idempotent(KeepsAnswer = false)]
    public async Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, ApiJson.Wire.NewWebhook, cancellationToken);
        var result = await body.ThenAsync(wanted => createWebhook.HandleAsync(request.HttpContext.Origin(), wanted, cancellationToken));
        return ApiResults.Of(result, made => ApiResults.CreatedSecret(
            request.HttpContext, Route, made.Webhook.Id.Value, WebhookSecretView.Of(made), ApiJson.Wire.WebhookSecretView));
    }

    [Function("ListWebhooks")]
    [QueryParameters(ListQuery.Limit, ListQuery.Cursor)]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellationToken) =>
        lists.AnswerAsync(
            request,
            "webhooks",
            page => getWebhook.ListAsync(request.HttpContext.Caller().Organization, page.Limit, page.After, cancellationToken),
            WebhookView.Of,
            ApiJson.Wire.WebhookListView,
            cancellationToken);

    [Function("GetWebhook")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = OneRoute)] HttpRequest request, string webhookId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Webhook(webhookId).ThenAsync(id => getWebhook.HandleAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, webhook => ApiResults.Read(WebhookView.Of(webhook), ApiJson.Wire.WebhookView));
    }

    [Function("ChangeWebhook")]
    public async Task<IResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = OneRoute)] HttpRequest request, string webhookId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Webhook(webhookId).ThenAsync(async id =>
        {
            var body = await JsonBody.ReadAsync(request, ApiJson.Wire.WebhookChanges, cancellationToken);
            return await body.ThenAsync(changes => changeWebhook.HandleAsync(
                request.HttpContext.Caller().Organization,
                id,
                changes,
                webhook => ApiResults.IsExpected(request, WebhookView.Of(webhook), ApiJson.Wire.WebhookView),
                cancellationToken));
        });
        return ApiResults.Of(result, webhook => ApiResults.Changed(WebhookView.Of(webhook), ApiJson.Wire.WebhookView));
    }

    [Function("RemoveWebhook")]
    public async Task<IResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = OneRoute)] HttpRequest request, string webhookId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Webhook(webhookId).ThenAsync(id => changeWebhook.RemoveAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, _ => ApiResults.Done());
    }

    [Function("RotateWebhookSecret")]
    public async Task<IResult> RotateSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = OneRoute + "/rotate-secret")] HttpRequest request, string webhookId, CancellationToken cancellationToken)
    {
        var result = await PathIds.Webhook(webhookId).ThenAsync(id => changeWebhook.RotateSecretAsync(request.HttpContext.Caller().Organization, id, cancellationToken));
        return ApiResults.Of(result, made => ApiResults.CreatedSecret(
            request.HttpContext, Route, made.Webhook.Id.Value, WebhookSecretView.Of(made), ApiJson.Wire.WebhookSecretView));
    }
}

using Microsoft.Azure.Functions.Worker;

namespace RunFunctions.Api.Engine.Webhooks;

/// <summary>Every minute: sends what is due, so that an app without instances wakes up for it.</summary>
public sealed class DeliverWebhooksFunction(WebhookWorker worker)
{
    [Function("DeliverWebhooks")]
    public Task Run([TimerTrigger("0 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        worker.RoundAsync(cancellationToken);
}

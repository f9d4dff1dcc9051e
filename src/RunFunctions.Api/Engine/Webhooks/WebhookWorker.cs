using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Engine.Application.Webhooks;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Api.Engine.Webhooks;

/// <summary>
/// Queues what happens to runs in this process, and sends what is due, whoever queued it. Every instance of the app has its own;
/// a slow destination delays only itself. At shutdown the attempts under way are finished and no new ones begun.
/// </summary>
public sealed partial class WebhookWorker(
    TransitionFeed feed,
    WebhookDirectory directory,
    QueueDeliveries queueDeliveries,
    SendDeliveries sendDeliveries,
    ClearRemovedWebhook clearRemoved,
    StorageSetup storage,
    WebhookSettings settings,
    TimeProvider clock,
    ILogger<WebhookWorker> logger) : BackgroundService
{
    private readonly CancellationTokenSource _stopping = new();

    // By webhook: what is being sent, and what begins after it.
    private readonly Lock _gate = new();
    private readonly Dictionary<WebhookId, Task> _sending = [];
    private readonly Dictionary<WebhookId, Task> _waiting = [];

    /// <summary>Sends what is due for a webhook, after what is being sent for it.</summary>
    public Task SendAsync(Webhook webhook)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        lock (_gate)
        {
            if (_waiting.TryGetValue(webhook.Id, out var waiting))
            {
                return waiting;
            }

            // Sending is no part of the request or run that it begins in.
            using var apart = ExecutionContext.SuppressFlow();
            var before = _sending.GetValueOrDefault(webhook.Id, Task.CompletedTask);
            return _waiting[webhook.Id] = Task.Run(() => SendAfterAsync(before, webhook));
        }
    }

    /// <summary>Looks at every webhook once: sends what is due, clears away what was removed.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken) => await Task.WhenAll(await BeginRoundAsync(cancellationToken));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await base.StopAsync(cancellationToken);
        Task[] unfinished;
        lock (_gate)
        {
            unfinished = [.. _sending.Values, .. _waiting.Values];
        }

        await Task.WhenAll(unfinished).WaitAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(QueueAsync(stoppingToken), SendAsync(stoppingToken));

    private async Task QueueAsync(CancellationToken stoppingToken)
    {
        await foreach (var happened in feed.ReadAsync(stoppingToken))
        {
            try
            {
                foreach (var webhook in await queueDeliveries.HandleAsync(happened, stoppingToken))
                {
                    _ = SendAsync(webhook);
                }
            }
            catch (Exception failure) when (failure is RequestFailedException or AggregateException)
            {
                // Storage is away. The end of the run makes it good.
                NotQueued(logger, failure);
            }
        }
    }

    private async Task SendAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Interval, clock);
        do
        {
            try
            {
                // A slow destination does not keep the others waiting.
                _ = await BeginRoundAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is RequestFailedException or AggregateException)
            {
                NotSent(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Every webhook's share is under way when this ends.
    private async Task<IReadOnlyList<Task>> BeginRoundAsync(CancellationToken cancellationToken)
    {
        await storage.EnsureAsync(cancellationToken);
        var all = await directory.RefreshAsync(cancellationToken);
        foreach (var removed in all.Where(webhook => webhook.RemovedAt is not null))
        {
            await clearRemoved.HandleAsync(removed, cancellationToken);
        }

        return [.. all.Where(webhook => webhook.IsActive).Select(SendAsync)];
    }

    private async Task SendAfterAsync(Task before, Webhook webhook)
    {
        await before;
        lock (_gate)
        {
            _sending[webhook.Id] = _waiting[webhook.Id];
            _waiting.Remove(webhook.Id);
        }

        try
        {
            await sendDeliveries.HandleAsync(webhook, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // What is due stays due.
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            // Storage is away; what is due stays due.
            NotSent(logger, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Deliveries to webhooks could not be queued.")]
    private static partial void NotQueued(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Warning, "Deliveries to webhooks could not be sent.")]
    private static partial void NotSent(ILogger logger, Exception failure);
}

using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports.Webhooks;

namespace RunFunctions.AzuriteTests.Engine.Webhooks;

/// <summary>Every transition of every run arrives at least once, whatever crashes; retries follow the schedule.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private EngineWorld _world = null!;
    private EngineWorld.Worker _worker = null!;
    private DeliveryWorld _deliveries = null!;

    public async Task InitializeAsync()
    {
        _world = await EngineWorld.CreateAsync();
        _worker = _world.NewWorker();
        _deliveries = new DeliveryWorld(_world, _worker);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_process_that_dies_before_it_queues_anything_loses_no_transition()
    {
        var webhook = await _deliveries.SubscribeAsync();
        var run = await CompleteAsync();

        // Nobody read the feed: everything came with the end of the run.
        Assert.Equal([RunEventTypes.RunCompleted, RunEventTypes.RunStarted, RunEventTypes.RunCreated], await QueuedAsync(webhook));
        await _deliveries.SendAsync(webhook);
        Assert.Equal(3, _deliveries.Sent.Select(message => message.Id).Distinct().Count());
        Assert.All(await _deliveries.ListAsync(webhook), delivery => Assert.Equal((DeliveryState.Delivered, run), (delivery.State, delivery.Run)));
    }

    [Fact]
    public async Task A_process_that_dies_between_the_ending_and_its_deliveries_leaves_them_to_recovery()
    {
        var webhook = await _deliveries.SubscribeAsync();
        var run = (await _worker.QueueFirstAsync(_world.NewSubject())).Run.Id;
        await _worker.StartAsync(run);

        // The write that ends the run, and not what follows it.
        Assert.NotNull((await _worker.Writer.ChangeWithSubjectAsync(
            EngineWorld.Organization,
            run,
            (current, subject) => RunLifecycle.End(
                current, subject, RunCommand.Fail, "EXTRACTION_FAILED", 1, DocumentSteps.All, RunActor.Worker("worker-a"), _world.Clock.GetUtcNow()),
            CancellationToken.None))?.Decision);
        Assert.Empty(await QueuedAsync(webhook));

        _world.Clock.Advance(seconds: 60);
        var other = _world.NewWorker("worker-b");
        await other.Recover.HandleAsync(_world.Scheduler, CancellationToken.None);
        Assert.Equal([RunEventTypes.RunFailed, RunEventTypes.RunStarted, RunEventTypes.RunCreated], await QueuedAsync(webhook));
        Assert.Empty(await other.Index.ListActiveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_is_queued_at_once_and_again_at_the_end_is_one_delivery()
    {
        var webhook = await _deliveries.SubscribeAsync();
        var run = await CompleteAsync();
        foreach (var happened in await _worker.Store.ListEventsAsync(await _worker.ReadAsync(run), CancellationToken.None))
        {
            await _world.NewWorker("worker-b").QueueDeliveries.HandleAsync(happened, CancellationToken.None);
        }

        Assert.Equal(3, (await QueuedAsync(webhook)).Count);
    }

    [Fact]
    public async Task A_webhook_that_is_paused_or_younger_than_the_event_is_not_told()
    {
        var paused = await _deliveries.SubscribeAsync(active: false);
        var run = (await _worker.QueueFirstAsync(_world.NewSubject())).Run.Id;
        await _worker.StartAsync(run);
        _world.Clock.Advance(seconds: 1);
        var young = await _deliveries.SubscribeAsync();
        await FinishAsync(run);
        Assert.Empty(await QueuedAsync(paused));
        Assert.Equal([RunEventTypes.RunCompleted], await QueuedAsync(young));
    }

    [Fact]
    public async Task Retries_follow_the_schedule_then_it_is_dead_and_a_replay_sends_it_again()
    {
        var webhook = await _deliveries.SubscribeAsync();
        await _worker.Deliveries.AddAsync(WebhookEvents.TestOf(webhook, Guid.NewGuid(), _world.Clock.GetUtcNow()), CancellationToken.None);
        _deliveries.Answer = () => new DeliveryAnswer(503, DeliveryErrors.Status);
        double[] delays = [5, 30, 120, 600, 3600, 21600];
        for (var attempt = 1; attempt <= 7; attempt++)
        {
            await _deliveries.SendAsync(webhook);
            Assert.Equal(attempt, _deliveries.Sent.Count);
            if (attempt <= delays.Length)
            {
                _world.Clock.Advance(delays[attempt - 1] - 1);
                await _deliveries.SendAsync(webhook);
                Assert.Equal(attempt, _deliveries.Sent.Count);
                _world.Clock.Advance(seconds: 1);
            }
        }

        var dead = Assert.Single(await _deliveries.ListAsync(webhook, DeliveryState.Dead));
        Assert.Equal((7, 503, DeliveryErrors.Status), (dead.Attempts, dead.LastStatus, dead.LastError));
        Assert.Empty(await _deliveries.ListAsync(webhook, DeliveryState.Pending));

        var found = await _worker.Deliveries.FindAsync(webhook.Organization, webhook.Id, dead.Id, CancellationToken.None);
        Assert.NotNull(await _worker.Deliveries.TryChangeAsync(found!, found!.Value.Replay(_world.Clock.GetUtcNow()), CancellationToken.None));
        _deliveries.Answer = () => new DeliveryAnswer(200, null);
        await _deliveries.SendAsync(webhook);
        Assert.Single(await _deliveries.ListAsync(webhook, DeliveryState.Delivered));
        Assert.Single(_deliveries.Sent.Select(message => message.Id).Distinct());
    }

    [Fact]
    public async Task Of_many_senders_one_makes_an_attempt()
    {
        var webhook = await _deliveries.SubscribeAsync();
        await CompleteAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _deliveries.SendAsync(webhook)));
        Assert.Equal(3, _deliveries.Sent.Count);
    }

    [Fact]
    public async Task An_attempt_whose_sender_died_is_made_again_when_its_claim_is_over()
    {
        var webhook = await _deliveries.SubscribeAsync();
        await _worker.Deliveries.AddAsync(WebhookEvents.TestOf(webhook, Guid.NewGuid(), _world.Clock.GetUtcNow()), CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _deliveries.SendAsync(webhook, new DyingSender()));

        await _deliveries.SendAsync(webhook);
        Assert.Empty(_deliveries.Sent);
        _world.Clock.Advance(seconds: 20);
        await _deliveries.SendAsync(webhook);
        Assert.Single(_deliveries.Sent);
        Assert.Equal(2, Assert.Single(await _deliveries.ListAsync(webhook, DeliveryState.Delivered)).Attempts);
    }

    [Fact]
    public async Task A_removed_webhook_goes_with_its_deliveries()
    {
        var webhook = await _deliveries.SubscribeAsync();
        await CompleteAsync();
        var found = await _worker.Webhooks.FindAsync(webhook.Organization, webhook.Id, CancellationToken.None);
        var removed = webhook with { RemovedAt = _world.Clock.GetUtcNow(), IsActive = false };
        Assert.True(await _worker.Webhooks.TryChangeAsync(found!, removed, CancellationToken.None));
        var clear = new Core.Engine.Application.Webhooks.ClearRemovedWebhook(_worker.Webhooks, _worker.Deliveries, _world.Clock);
        await clear.HandleAsync(removed, CancellationToken.None);
        Assert.Equal(3, (await _deliveries.ListAsync(webhook)).Count);

        _world.Clock.Advance(seconds: 301);
        await clear.HandleAsync(removed, CancellationToken.None);
        Assert.Empty(await _deliveries.ListAsync(webhook));
        Assert.Empty(await _worker.Webhooks.ListAllAsync(CancellationToken.None));
    }

    private async Task<RunId> CompleteAsync()
    {
        var run = (await _worker.QueueFirstAsync(_world.NewSubject())).Run.Id;
        await _worker.StartAsync(run);
        await FinishAsync(run);
        return run;
    }

    private async Task FinishAsync(RunId run)
    {
        foreach (var step in DocumentSteps.All)
        {
            await _worker.StepAsync(run, 1, step);
        }

        Assert.Equal(RunState.Completed, (await _worker.EndAsync(run, RunCommand.Complete)).State);
    }

    private async Task<IReadOnlyList<string>> QueuedAsync(Webhook webhook) =>
        [.. (await _deliveries.ListAsync(webhook)).OrderByDescending(delivery => delivery.Id.Value[^6..], StringComparer.Ordinal).Select(delivery => delivery.EventType)];

    private sealed class DyingSender : IDeliverySender
    {
        public Task<DeliveryAnswer> SendAsync(DeliveryMessage message, CancellationToken cancellationToken) => throw new InvalidOperationException("The process died.");
    }
}

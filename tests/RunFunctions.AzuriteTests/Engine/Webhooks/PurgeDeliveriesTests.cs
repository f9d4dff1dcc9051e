using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Engine.Application.Webhooks;
using RunFunctions.Core.Engine.Domain.Webhooks;

namespace RunFunctions.AzuriteTests.Engine.Webhooks;

/// <summary>Deliveries are kept for a while: those that arrived, and those that did not for longer.</summary>
public sealed class PurgeDeliveriesTests : IAsyncLifetime
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
    public async Task Those_that_arrived_go_after_30_days_and_those_that_did_not_after_90()
    {
        var webhook = await _deliveries.SubscribeAsync();
        await AddAsync(webhook, DeliveryState.Pending);
        await AddAsync(webhook, DeliveryState.Delivered);
        await AddAsync(webhook, DeliveryState.Dead);
        Assert.Equal(0, await PurgeAsync());

        AdvanceDays(31);
        await AddAsync(webhook, DeliveryState.Delivered);
        Assert.Equal(1, await PurgeAsync());
        Assert.Equal([DeliveryState.Pending, DeliveryState.Delivered, DeliveryState.Dead], await StatesAsync(webhook));

        AdvanceDays(60);
        Assert.Equal(2, await PurgeAsync());
        Assert.Equal([DeliveryState.Pending], await StatesAsync(webhook));
        Assert.Single(await _worker.Deliveries.ListDueAsync(webhook.Organization, webhook.Id, _world.Clock.GetUtcNow(), 10, CancellationToken.None));
    }

    [Fact]
    public async Task More_than_fit_in_a_transaction_go_in_several()
    {
        const int count = 130;
        var webhook = await _deliveries.SubscribeAsync();
        for (var delivery = 0; delivery < count; delivery++)
        {
            await AddAsync(webhook, DeliveryState.Delivered);
        }

        AdvanceDays(31);
        Assert.Equal(count, await PurgeAsync());
        Assert.Empty(await StatesAsync(webhook));
    }

    private void AdvanceDays(int days) => _world.Clock.Advance(TimeSpan.FromDays(days).TotalSeconds);

    private Task<int> PurgeAsync() =>
        new PurgeDeliveries(_worker.Webhooks, _worker.Deliveries, _world.Webhooks, _world.Clock).HandleAsync(CancellationToken.None);

    private async Task<IEnumerable<DeliveryState>> StatesAsync(Webhook webhook) =>
        (await _deliveries.ListAsync(webhook)).Select(delivery => delivery.State).Order();

    private async Task AddAsync(Webhook webhook, DeliveryState state)
    {
        var now = _world.Clock.GetUtcNow();
        var id = DeliveryId.New(now, Guid.NewGuid().ToString("D"), 0);
        await _worker.Deliveries.AddAsync(
            new Delivery { Organization = webhook.Organization, Webhook = webhook.Id, Id = id, EventType = "RUN_CREATED", Body = "{}", CreatedAt = now, NextAt = now },
            CancellationToken.None);
        var added = (await _worker.Deliveries.FindAsync(webhook.Organization, webhook.Id, id, CancellationToken.None))!;
        if (state != DeliveryState.Pending)
        {
            var ended = state == DeliveryState.Dead ? added.Value.GiveUp() : added.Value.End(new DeliveryAnswer(204, null), [], now);
            Assert.NotNull(await _worker.Deliveries.TryChangeAsync(added, ended, CancellationToken.None));
        }
    }
}

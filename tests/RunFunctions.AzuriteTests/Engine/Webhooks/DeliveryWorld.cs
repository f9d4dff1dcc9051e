using System.Collections.Concurrent;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Application.Webhooks;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports.Webhooks;

namespace RunFunctions.AzuriteTests.Engine.Webhooks;

/// <summary>A process that queues and sends deliveries when a test says so, to a receiver that answers what a test says.</summary>
internal sealed class DeliveryWorld(EngineWorld world, EngineWorld.Worker worker) : IDeliverySender
{
    public ConcurrentQueue<DeliveryMessage> Sent { get; } = new();

    public Func<DeliveryAnswer> Answer { get; set; } = () => new DeliveryAnswer(204, null);

    /// <summary>Subscribes to everything.</summary>
    public async Task<Webhook> SubscribeAsync(bool active = true)
    {
        var now = world.Clock.GetUtcNow();
        var webhook = new Webhook
        {
            Organization = EngineWorld.Organization,
            Id = WebhookId.New(Guid.NewGuid()),
            Url = "https://receiver.invalid/hook",
            EventTypes = [],
            Kinds = [],
            IsActive = active,
            Secret = new WebhookSecret("0001", 1),
            CreatedAt = now,
            UpdatedAt = now,
            CreatedBy = UserId.Parse("admin"),
        };
        await worker.Webhooks.AddAsync(webhook, CancellationToken.None);
        worker.Directory.Forget();
        return webhook;
    }

    /// <summary>Makes every attempt that is due.</summary>
    public Task SendAsync(Webhook webhook, IDeliverySender? through = null) =>
        new SendDeliveries(worker.Deliveries, through ?? this, new OneKey(), world.Webhooks, world.Clock).HandleAsync(webhook, CancellationToken.None);

    public async Task<IReadOnlyList<Delivery>> ListAsync(Webhook webhook, DeliveryState? state = null) =>
        (await worker.Deliveries.ListAsync(webhook.Organization, webhook.Id, state, 200, null, CancellationToken.None)).Items;

    Task<DeliveryAnswer> IDeliverySender.SendAsync(DeliveryMessage message, CancellationToken cancellationToken)
    {
        Sent.Enqueue(message);
        return Task.FromResult(Answer());
    }

    /// <summary>A key that is always there.</summary>
    private sealed class OneKey : IKeyRing
    {
        private static readonly SigningKey Key = new("0001", new byte[32]);

        public Task<SigningKey> CurrentAsync(OrganizationId organization, KeyPurpose purpose, CancellationToken cancellationToken) => Task.FromResult(Key);

        public Task<SigningKey?> FindAsync(OrganizationId organization, KeyPurpose purpose, string keyId, CancellationToken cancellationToken) =>
            Task.FromResult<SigningKey?>(keyId == Key.Id ? Key : null);

        public Task<string> RotateAsync(OrganizationId organization, KeyPurpose purpose, CancellationToken cancellationToken) => Task.FromResult(Key.Id);

        public Task<IReadOnlyList<KeyInformation>> ListAsync(OrganizationId organization, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<KeyInformation>>([]);
    }
}

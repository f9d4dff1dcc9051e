using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Application.Webhooks;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports.Webhooks;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>Webhooks: they and their secrets are as was answered, and what they are to be told arrives.</summary>
internal static class WebhookScenarios
{
    private const string NewUrl = "https://receiver.example/moved";
    private static readonly OrganizationId Organization = TestCallers.Organization;

    // As an idempotency key gives it to every request after its first.
    private static Reservation Key => new(Guid.Parse("7d1f4f7e-0a3c-4c7e-9b55-3f0a6c2b8e11"), DateTimeOffset.UnixEpoch, isRepeat: true);

    /// <summary>With those of runs.</summary>
    public static IReadOnlyList<string> Tables { get; } = [.. Scenario.OfRuns, StorageNames.SigningKeysTable, StorageNames.WebhookDeliveriesTable];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. Requests.Select(scenario => scenario with { Tables = Tables }),
    ];

    private static IReadOnlyList<Scenario> Requests =>
    [
        new("send", SendAsync)
        {
            PrepareAsync = async (journey, process) =>
            {
                await SubscribeAsync(journey, process);
                await process.Get<TestWebhook>().HandleAsync(Organization, journey.Webhook!.Id, CancellationToken.None);
                await process.Get<TestWebhook>().HandleAsync(Organization, journey.Webhook.Id, CancellationToken.None);
            },
            FollowAsync = SendAsync,
            Faults = Scenario.Once,
            ViolationsAsync = UndeliveredAsync,
        },
        new("replay", async (journey, process) => await process.Get<ReplayDelivery>().HandleAsync(
            Organization, journey.Webhook!.Id, (await DeliveriesAsync(journey, process)).Single().Id, CancellationToken.None))
        {
            PrepareAsync = async (journey, process) =>
            {
                await SubscribeAsync(journey, process);
                await process.Get<TestWebhook>().HandleAsync(Organization, journey.Webhook!.Id, CancellationToken.None);
                await SendAsync(journey, process);
            },
            IsRepeated = true,
            FollowAsync = SendAsync,
            Faults = Scenario.Once,
            ViolationsAsync = async (journey, process) => [.. await UndeliveredAsync(journey, process), .. journey.Sent.Count < 2 ? ["it was not sent again"] : (string[])[]],
        },
        new("create-webhook", (journey, process) => SubscribeAsync(journey, process, TestCallers.Origin("subscribe") with { Reserved = Key }))
        {
            IsRepeated = true,
            FollowAsync = TestAsync,
            Faults = Scenario.Once,
            ViolationsAsync = async (journey, process) =>
            [
                .. await UnservedAsync(journey, process),
                .. (await process.Get<IWebhookStore>().ListAllAsync(CancellationToken.None)).Count > 1 ? ["there are more webhooks than were asked for"] : (string[])[],
            ],
        },
        new("change-webhook", (journey, process) => process.Get<ChangeWebhook>().HandleAsync(
            Organization, journey.Webhook!.Id, new WebhookChanges(NewUrl), _ => true, CancellationToken.None))
        {
            PrepareAsync = SubscribeAsync,
            IsRepeated = true,
            FollowAsync = TestAsync,
            Faults = Scenario.Once,
            ViolationsAsync = async (journey, process) =>
            [
                .. await UnservedAsync(journey, process),
                .. (await WebhookAsync(journey, process))?.Url == NewUrl ? (string[])[] : ["the change is lost"],
            ],
        },
        new("rotate-secret", async (journey, process) => journey.Answers.Add(
            (await process.Get<ChangeWebhook>().RotateSecretAsync(Organization, journey.Webhook!.Id, CancellationToken.None)).Value!.Secret))
        {
            PrepareAsync = SubscribeAsync,
            IsRepeated = true,
            FollowAsync = TestAsync,
            Faults = Scenario.Once,
            ViolationsAsync = async (journey, process) =>
            [
                .. await UnservedAsync(journey, process),
                .. (await WebhookAsync(journey, process)) is { Secret.Version: var now, RetiredSecrets: var retired } && now <= (journey.IsUnanswered ? 3 : 2)
                    && retired.Select(secret => secret.Secret.Version).SequenceEqual(Enumerable.Range(1, now - 1).Reverse())
                    ? (string[])[]
                    : ["the secret was not changed once per request, or one before is gone"],
            ],
        },
        new("remove-webhook", (journey, process) => process.Get<ChangeWebhook>().RemoveAsync(Organization, journey.Webhook!.Id, CancellationToken.None))
        {
            PrepareAsync = SubscribeAsync,
            IsRepeated = true,
            FollowAsync = async (journey, process) =>
            {
                journey.Clock.Advance(TimeSpan.FromMinutes(6).TotalSeconds);
                foreach (var webhook in await process.Get<WebhookDirectory>().RefreshAsync(CancellationToken.None))
                {
                    await process.Get<ClearRemovedWebhook>().HandleAsync(webhook, CancellationToken.None);
                }
            },
            Faults = Scenario.Once,
            ViolationsAsync = async (_, process) =>
                [.. (await process.Get<IWebhookStore>().ListAllAsync(CancellationToken.None)).Select(webhook => $"webhook {webhook.Id} is still there")],
        },
    ];

    /// <summary>Subscribes to everything.</summary>
    public static Task SubscribeAsync(Journey journey, DocumentProcess process) => SubscribeAsync(journey, process, TestCallers.Origin("subscribe"));

    private static async Task SubscribeAsync(Journey journey, DocumentProcess process, RequestOrigin origin)
    {
        var created = await process.Get<CreateWebhook>().HandleAsync(
            origin, new NewWebhook("https://receiver.example/hook"), CancellationToken.None);
        journey.Webhook = created.Value!.Webhook;
        journey.Answers.Add(created.Value.Secret);
    }

    // Past the claim of a sender that died.
    private static async Task SendAsync(Journey journey, DocumentProcess process)
    {
        journey.Clock.Advance(TimeSpan.FromMinutes(1).TotalSeconds);
        await process.Get<SendDeliveries>().HandleAsync(journey.Webhook!, CancellationToken.None);
    }

    private static async Task<IReadOnlyList<Delivery>> DeliveriesAsync(Journey journey, DocumentProcess process) =>
        (await process.Get<IDeliveryStore>().ListAsync(Organization, journey.Webhook!.Id, null, 200, null, CancellationToken.None)).Items;

    private static async Task<IReadOnlyList<string>> UndeliveredAsync(Journey journey, DocumentProcess process) =>
        [.. (await DeliveriesAsync(journey, process))
            .Where(delivery => delivery.State != DeliveryState.Delivered || !journey.Sent.Contains(delivery.Id))
            .Select(delivery => $"delivery {delivery.Id} is {delivery.State}")];

    /// <summary>What the webhook is not told though it happened, and the other way round.</summary>
    public static async Task<IReadOnlyList<string>> UntoldAsync(Journey journey, DocumentProcess process)
    {
        var told = (await DeliveriesAsync(journey, process)).Select(delivery => (delivery.Run, delivery.EventType)).ToList();
        var happened = await journey.TransitionsAsync();
        return [.. happened.Except(told).Select(one => $"the webhook is not told {one.EventType} of {one.Run}"), .. told.Except(happened).Select(one => $"the webhook is told {one.EventType} of {one.Run}")];
    }

    private static async Task TestAsync(Journey journey, DocumentProcess process)
    {
        await process.Get<TestWebhook>().HandleAsync(Organization, journey.Webhook!.Id, CancellationToken.None);
        journey.Webhook = await WebhookAsync(journey, process);
        await SendAsync(journey, process);
    }

    private static async Task<Webhook?> WebhookAsync(Journey journey, DocumentProcess process) =>
        (await process.Get<IWebhookStore>().FindAsync(Organization, journey.Webhook!.Id, CancellationToken.None))?.Value;

    private static async Task<IReadOnlyList<string>> UnservedAsync(Journey journey, DocumentProcess process) =>
        [.. await MistoldAsync(journey, process), .. await UndeliveredAsync(journey, process)];

    // Signatures are made of what is stored; the receiver checks them with what was answered.
    private static async Task<IReadOnlyList<string>> MistoldAsync(Journey journey, DocumentProcess process)
    {
        if (await WebhookAsync(journey, process) is not { } webhook)
        {
            return ["the webhook that was answered is not there"];
        }

        var key = await process.Get<IKeyRing>().FindAsync(Organization, KeyPurpose.Webhook, webhook.Secret.KeyId, CancellationToken.None);
        return key is not null && WebhookSignature.SecretText(key, webhook.Id, webhook.Secret.Version) == journey.Answers[^1]
            ? []
            : ["the receiver was told another secret than the one that signs"];
    }
}

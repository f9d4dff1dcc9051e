using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Core.Engine.Application.Webhooks;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports.Webhooks;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.Infrastructure.Http;

namespace RunFunctions.Api.Engine.Webhooks;

public static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Webhooks").Get<WebhookSettings>() ?? new WebhookSettings())
        .AddSingleton<Destinations>()
        .AddSingleton<IWebhookStore, WebhookTable>()
        .AddSingleton<IDeliveryStore, DeliveryTable>()
        .AddSingleton<IDeliverySender, DeliverySender>()
        .AddSingleton<TransitionFeed>()
        .AddSingleton<WebhookDirectory>()
        .AddSingleton<QueueDeliveries>()
        .AddSingleton<SendDeliveries>()
        .AddSingleton<CreateWebhook>()
        .AddSingleton<ChangeWebhook>()
        .AddSingleton<GetWebhook>()
        .AddSingleton<ReplayDelivery>()
        .AddSingleton<TestWebhook>()
        .AddSingleton<ClearRemovedWebhook>()
        .AddSingleton<PurgeDeliveries>()
        .AddSingleton<WebhookWorker>()
        .AddHostedService(provider => provider.GetRequiredService<WebhookWorker>());
}

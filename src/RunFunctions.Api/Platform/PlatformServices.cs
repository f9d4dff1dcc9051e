using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.Infrastructure.Runtime;
using RunFunctions.Infrastructure.Telemetry;

namespace RunFunctions.Api.Platform;

public static class PlatformServices
{
    /// <summary>Clock, ids and storage. Setting <c>Storage:Prefix</c> (letters and digits) keeps environments apart.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IIdSource, RandomIdSource>();
        services.AddSingleton<ISecretSource, RandomSecretSource>();
        services.AddMetrics();
        services.AddSingleton<DistributedContextPropagator, TraceParentPropagator>();
        services.AddHostedService<TelemetryExport>();
        services.AddSingleton(new StorageNames(configuration["Storage:Prefix"] ?? ""));
        services.AddSingleton<StorageCallPolicy>();
        services.AddSingleton<StorageClients>();
        services.AddSingleton(provider => provider.GetRequiredService<StorageClients>().Meter);
        services.AddSingleton<StorageSetup>();
        services.AddSingleton<Readiness>();
        services.AddSingleton(BuildInformation.Read(configuration));
        return services;
    }
}

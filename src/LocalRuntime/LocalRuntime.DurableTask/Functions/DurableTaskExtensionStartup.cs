using System.Text.Json;
using LocalRuntime.DurableTask.Engine;
using LocalRuntime.DurableTask.Functions;
using LocalRuntime.DurableTask.Functions.Management;
using LocalRuntime.DurableTask.Replay;
using LocalRuntime.DurableTask.Storage;
using LocalRuntime.Functions.Hosting;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

[assembly: WorkerExtensionStartup(typeof(DurableTaskExtensionStartup))]

namespace Microsoft.Azure.Functions.Worker.Extensions.DurableTask;

/// <summary>Adds the engine, its client binding and its management API to the host.</summary>
public sealed class DurableTaskExtensionStartup : WorkerExtensionStartup
{
    public override void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder)
    {
        ArgumentNullException.ThrowIfNull(applicationBuilder);
        var services = applicationBuilder.Services;

        // The official extension converts with the worker's serializer, whose only setting this is.
        services.TryAddSingleton<DataConverter>(new JsonDataConverter(new JsonSerializerOptions { PropertyNameCaseInsensitive = true }));
        services.AddSingleton<DurableTaskSettings>();
        services.AddSingleton<ManagementLinks>();
        services.AddSingleton<ITaskCatalog, FunctionTaskCatalog>();
        services.AddSingleton(provider => new TaskHub(
            provider.GetRequiredService<DurableTaskSettings>().HubName,
            provider.GetRequiredService<IHostSettings>().StorageConnectionString));
        services.AddSingleton(provider => new DurableEngine(
            provider.GetRequiredService<TaskHub>(),
            provider.GetRequiredService<ITaskCatalog>(),
            provider.GetRequiredService<DataConverter>(),
            provider.GetRequiredService<DurableTaskSettings>().Options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => new LocalDurableTaskClient(
            provider.GetRequiredService<DurableEngine>(),
            provider.GetRequiredService<DataConverter>(),
            provider.GetRequiredService<DurableTaskSettings>().HubName,
            provider.GetRequiredService<ManagementLinks>()));
        services.AddSingleton<InstanceEndpoints>();
        services.AddSingleton<StartEndpoints>();
        services.AddSingleton<ITriggerListener, EngineListener>();
        services.AddSingleton<IInputBindingProvider, DurableClientBinding>();
        services.AddSingleton<IInputBindingProvider, OrchestrationInputBinding>();
        services.AddSingleton<IWebhookProvider, ManagementApi>();
    }
}

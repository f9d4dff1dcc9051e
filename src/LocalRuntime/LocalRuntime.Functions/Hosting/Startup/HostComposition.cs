using LocalRuntime.Functions.Hosting.Catalog;
using LocalRuntime.Functions.Hosting.Configuration;
using LocalRuntime.Functions.Hosting.Http;
using LocalRuntime.Functions.Hosting.Invocation;
using LocalRuntime.Functions.Hosting.Keys;
using LocalRuntime.Functions.Hosting.Storage;
using LocalRuntime.Functions.Hosting.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Functions.Hosting.Startup;

/// <summary>Puts the host together: Kestrel, configuration, services.</summary>
internal static class HostComposition
{
    // What Azure Functions accepts; a function may accept less.
    private const long RequestBodyLimitBytes = 210L * 1024 * 1024;

    // Settings are read once, as under Core Tools: no file watchers, of which a system has few.
    private const string NoReload = "--hostBuilder:reloadConfigOnChange=false";

    public static WebApplicationBuilder CreateWebApplicationBuilder(string[] args, StartFailures failures)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [NoReload, .. args],
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT")
                ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
                ?? Environments.Development,
        });
        var folder = HostSettings.AppFolder(builder.Configuration);
        failures.Collect(() => LocalSettings.AddTo(builder.Configuration, folder));
        failures.Collect(() => HostJsonFile.AddLogLevels(builder.Configuration, HostJsonFile.Read(folder)));
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new(HostSettings.StorageSetting, HostSettings.DevelopmentStorage)] });
        failures.Collect(() => Listen(builder, ListenAddress.Parse(args)));
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        // The host prints its own address and functions.
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        return builder;
    }

    public static void AddHostServices(WebApplicationBuilder builder, WorkerPipelineBuilder pipeline, StartFailures failures)
    {
        var services = builder.Services;
        services.AddSingleton(pipeline);
        services.AddSingleton(failures);
        services.AddSingleton(HostConsole.System);
        services.AddSingleton<HostSettings>();
        services.AddSingleton(provider => StorageEmulatorSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<IHostSettings, RunningHostSettings>();
        services.AddSingleton<FunctionKeyStore>();
        services.AddSingleton<FunctionKeys>();
        services.AddSingleton<IFunctionCatalog>(provider => new FunctionCatalog(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<IFunctionInvoker, FunctionInvoker>();
        services.AddSingleton<HttpRouteTable>();
        services.AddSingleton<StorageEmulator>();
        services.AddSingleton<StartupReport>();
        services.AddSingleton<ITriggerListener, TimerListener>();
    }

    public static IHost Build(WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        return new FunctionsHost(builder.Build());
    }

    private static void Listen(WebApplicationBuilder builder, ListenAddress address)
    {
        builder.Services.AddSingleton(address);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBodyLimitBytes;
            kestrel.Listen(address.Address, address.Port);
        });
    }
}

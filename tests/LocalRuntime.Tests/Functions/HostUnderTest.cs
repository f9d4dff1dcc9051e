using LocalRuntime.Functions.Hosting;
using LocalRuntime.Functions.Hosting.Catalog;
using LocalRuntime.Functions.Hosting.Startup;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Tests.Functions;

/// <summary>A real host on a free port, with the functions of the given classes and files in a folder of its own.</summary>
internal sealed class HostUnderTest : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TemporaryFolder _folder;

    private HostUnderTest(IHost host, TemporaryFolder folder, CapturedLogs logs, StringWriter output)
    {
        _host = host;
        _folder = folder;
        Logs = logs;
        Output = output;
        Client = new HttpClient { BaseAddress = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public HttpClient Client { get; }

    public CapturedLogs Logs { get; }

    public StringWriter Output { get; }

    public IServiceProvider Services => _host.Services;

    public static Task<HostUnderTest> StartAsync(params Type[] functions) => new Plan { Functions = functions }.StartAsync();

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Dispose();
    }

    internal sealed record Plan
    {
        public Type[] Functions { get; init; } = [];

        /// <summary>Text of host.json; the empty prefix is the one that our own app uses.</summary>
        public string HostJson { get; init; } = """{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""";

        public string? LocalSettings { get; init; }

        public string[] Arguments { get; init; } = [];

        /// <summary>Storage is named, so that no emulator is started.</summary>
        public string Storage { get; init; } = "UseDevelopmentStorage=false";

        public bool AspNetCore { get; init; } = true;

        public string? DataFolder { get; init; }

        public Action<FunctionsApplicationBuilder> Configure { get; init; } = _ => { };

        public async Task<HostUnderTest> StartAsync()
        {
            var folder = new TemporaryFolder();
            try
            {
                folder.Write("host.json", HostJson);
                if (LocalSettings is not null)
                {
                    folder.Write("local.settings.json", LocalSettings);
                }

                CapturedLogs logs = new();
                StringWriter output = new();
                var host = Build(folder, logs, output);
                try
                {
                    await host.StartAsync();
                    return new HostUnderTest(host, folder, logs, output);
                }
                catch
                {
                    await ((IAsyncDisposable)host).DisposeAsync();
                    throw;
                }
            }
            catch
            {
                folder.Dispose();
                throw;
            }
        }

        private IHost Build(TemporaryFolder folder, CapturedLogs logs, StringWriter output)
        {
            var builder = FunctionsApplication.CreateBuilder(
            [
                "--port", "0",
                "--LocalRuntime:FunctionAssembly", "LocalRuntime.Functions",
                "--LocalRuntime:HostJsonFolder", folder.Path,
                "--LocalRuntime:DataFolder", DataFolder ?? folder.Path,
                "--AzureWebJobsStorage", Storage,
                .. Arguments,
            ]);
            if (AspNetCore)
            {
                builder.ConfigureFunctionsWebApplication();
            }

            builder.Logging.ClearProviders().AddProvider(logs);
            builder.Services.AddSingleton<IFunctionCatalog>(_ => new FunctionCatalog(Functions));
            builder.Services.AddSingleton(new HostConsole(TextWriter.Synchronized(output), TextWriter.Null));
            Configure(builder);
            return builder.Build();
        }
    }
}

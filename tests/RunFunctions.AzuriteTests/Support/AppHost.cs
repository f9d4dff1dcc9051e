using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunFunctions.Api;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>
/// The whole app in this process, on a free port, with tables, containers and a task hub that nobody else uses. Tests talk
/// to it over HTTP; what it logs and stores can be looked at.
/// </summary>
internal sealed class AppHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _folder;

    private AppHost(IHost host, string folder, AppLog log, CallsInFlight calls, StoredState stored)
    {
        _host = host;
        _folder = folder;
        Log = log;
        Calls = calls;
        Stored = stored;
        Client = new HttpClient { BaseAddress = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        Documents = new DocumentsDriver(Client);
    }

    public HttpClient Client { get; }

    /// <summary>What callers do with documents.</summary>
    public DocumentsDriver Documents { get; }

    public AppLog Log { get; }

    public CallsInFlight Calls { get; }

    public StoredState Stored { get; }

    public IServiceProvider Services => _host.Services;

    /// <param name="configure">Replaces services; runs after the app's own registrations.</param>
    /// <param name="settings">Command line settings such as <c>--Engine:RunTimeout</c>, <c>00:00:02</c>.</param>
    public static async Task<AppHost> StartAsync(Action<FunctionsApplicationBuilder>? configure = null, params string[] settings)
    {
        var prefix = TestAzurite.NewPrefix();
        var folder = Directory.CreateTempSubdirectory("runfunctions-").FullName;
        await WriteHostJsonAsync(folder, hub: prefix);
        var builder = FunctionsApplication.CreateBuilder(
        [
            "--port", "0",
            "--LocalRuntime:FunctionAssembly", "RunFunctions.Api",
            "--LocalRuntime:HostJsonFolder", folder,
            "--LocalRuntime:DataFolder", folder,
            "--AzureWebJobsStorage", TestAzurite.ConnectionString,
            "--Storage:Prefix", prefix,
            .. settings,
        ]);
        builder.AddRunFunctions();
        var log = new AppLog();
        var calls = new CallsInFlight();
        builder.UseMiddleware<CallsInFlight>();
        builder.Services.AddSingleton(calls);
        builder.Logging.ClearProviders().AddProvider(log);
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();

        // The app creates its tables with its first call; tests look at them before.
        await host.Services.GetRequiredService<StorageSetup>().EnsureAsync(CancellationToken.None);
        var stored = new StoredState(new TableServiceClient(TestAzurite.ConnectionString), new BlobServiceClient(TestAzurite.ConnectionString), new StorageNames(prefix), hub: prefix);
        return new AppHost(host, folder, log, calls, stored);
    }

    /// <summary>Stops the app in order, which waits for what is executing; storage can still be looked at.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await ((IAsyncDisposable)_host).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // The app's own host.json with another hub.
    private static async Task WriteHostJsonAsync(string folder, string hub)
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(TestAzurite.RepositoryRoot, "host.json")))!;
        json["extensions"]!["durableTask"]!["hubName"] = hub;
        await File.WriteAllTextAsync(Path.Combine(folder, "host.json"), json.ToJsonString());
    }
}

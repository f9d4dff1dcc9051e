using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>
/// The whole app in this process, on a free port, with tables, containers and a task hub that nobody else uses. Tests talk
/// to it over HTTP; what it logs and stores can be looked at.
/// </summary>
internal sealed class AppHost : IAsyncDisposable
{
    private readonly LocalApp _app;

    private readonly string _prefix;

    private AppHost(LocalApp app, string prefix, AppLog log, CallsInFlight calls, StoredState stored)
    {
        (_app, _prefix) = (app, prefix);
        Log = log;
        Calls = calls;
        Stored = stored;
        Documents = new DocumentsDriver(Client);
    }

    public HttpClient Client => _app.Client;

    /// <summary>A caller without an identity.</summary>
    public HttpClient NewClient() => _app.NewClient();

    /// <summary>A caller with a token of their own.</summary>
    public Task<HttpClient> NewClientAsync(OrganizationId organization, UserId user, params IReadOnlyCollection<Role> roles) =>
        _app.NewClientAsync(organization, user, roles);

    /// <summary>What callers do with documents.</summary>
    public DocumentsDriver Documents { get; }

    public AppLog Log { get; }

    public CallsInFlight Calls { get; }

    public StoredState Stored { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="configure">Replaces services; runs after the app's own registrations.</param>
    /// <param name="settings">Command line settings such as <c>--Engine:RunTimeout</c>, <c>00:00:02</c>.</param>
    public static async Task<AppHost> StartAsync(Action<FunctionsApplicationBuilder>? configure = null, params string[] settings)
    {
        var prefix = TestAzurite.NewPrefix();
        var log = new AppLog();
        var calls = new CallsInFlight();
        var app = await LocalApp.StartAsync(
            prefix,
            configure: builder =>
            {
                builder.UseMiddleware<CallsInFlight>();
                builder.Services.AddSingleton(calls);
                builder.Logging.AddProvider(log);
                configure?.Invoke(builder);
            },
            settings: settings);

        // The app creates its tables with its first call; tests look at them before.
        await app.Services.GetRequiredService<StorageSetup>().EnsureAsync(CancellationToken.None);
        var stored = new StoredState(new TableServiceClient(TestAzurite.ConnectionString), new BlobServiceClient(TestAzurite.ConnectionString), new StorageNames(prefix), app.Hub);
        return new AppHost(app, prefix, log, calls, stored);
    }

    /// <summary>Stops the app in order, which waits for what is executing; storage can still be looked at.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await TestStorage.DeleteAsync(_prefix);
    }
}

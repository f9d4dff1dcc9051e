using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RunFunctions.Api;
using RunFunctions.Benchmarks.Runs;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.Benchmarks;

/// <summary>
/// An app on tables and a container of its own, which go with it: the emulator looks through all the blobs and tables it has for
/// every call, so that what one measurement leaves would slow the next.
/// </summary>
internal sealed class BenchmarkApp : IAsyncDisposable
{
    private readonly string _prefix;

    private BenchmarkApp(string prefix, LocalApp app)
    {
        _prefix = prefix;
        Local = app;
    }

    public LocalApp Local { get; }

    public StorageClients Storage => Local.Services.GetRequiredService<StorageClients>();

    // The benchmark's own functions stand beside the app's; rates would measure the limits and not the app.
    public static async Task<BenchmarkApp> StartAsync(RunEndings endings)
    {
        var prefix = TestAzurite.NewPrefix("bench");
        return new BenchmarkApp(prefix, await LocalApp.StartAsync(
            prefix,
            surround: null,
            builder => builder.Services.AddSingleton<ILoggerProvider>(endings),
            "--LocalRuntime:FunctionAssembly",
            $"{typeof(RunFunctionsApp).Assembly.GetName().Name},{typeof(BenchmarkApp).Assembly.GetName().Name}",
            "--Access:RateLimit:UploadPerMinute", "0", "--Access:RateLimit:DownloadPerMinute", "0", "--Access:RateLimit:ReviewPerMinute", "0",
            "--Access:RateLimit:EditPerMinute", "0", "--Access:RateLimit:ReprocessPerMinute", "0"));
    }

    /// <summary>Takes the blobs away. The emulator has the container again at once, which the service would not.</summary>
    public async Task ClearBlobsAsync()
    {
        var container = Storage.Container(StorageNames.ArtifactsContainer);
        await container.DeleteAsync();
        await container.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Local.DisposeAsync();
        await TestStorage.DeleteAsync(_prefix);
    }
}

using Durable.Conformance.App;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.TestSupport;

namespace Durable.Conformance;

/// <summary>
/// Where the app listens. An app that was started elsewhere is named by <see cref="AddressVariable"/>; otherwise it is started
/// here, in this process, on an Azurite of its own. The rules are asked over HTTP in both cases.
/// </summary>
internal static class AppUnderTest
{
    /// <summary>Environment variable with the address of a running app, for example <c>http://localhost:7071</c>.</summary>
    public const string AddressVariable = "CONFORMANCE_ADDRESS";

    private static readonly Lazy<Task<HttpClient>> Started = new(StartAsync, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>A caller of the app.</summary>
    public static Task<HttpClient> ClientAsync() => Started.Value;

    private static async Task<HttpClient> StartAsync()
    {
        var address = Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } elsewhere ? elsewhere : await StartHereAsync();
        return new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
    }

    // The settings mean something to the embedded host only; it ends with this process.
    private static async Task<string> StartHereAsync()
    {
        var host = ConformanceApp.Build(
            "--port", "0",
            "--LocalRuntime:FunctionAssembly", typeof(ConformanceApp).Assembly.GetName().Name!,
            "--LocalRuntime:DataFolder", Path.Combine(AppContext.BaseDirectory, ".runfunctions"),
            "--AzureWebJobsStorage", TestAzurite.ConnectionString);
        await host.StartAsync();
        return host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }
}

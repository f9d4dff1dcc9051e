using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunFunctions.Api;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.TestSupport;

/// <summary>The whole app in this process, on a free port, with tables, container and task hub of its own.</summary>
internal sealed class LocalApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly DirectoryInfo _folder;

    private LocalApp(IHost host, DirectoryInfo folder, string hub)
    {
        _host = host;
        _folder = folder;
        Hub = hub;
        Address = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = NewClient();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>A caller with a token of <see cref="TestCallers"/>.</summary>
    public HttpClient Client { get; }

    /// <summary>Name of its task hub.</summary>
    public string Hub { get; }

    public IServiceProvider Services => _host.Services;

    /// <param name="prefix">Of tables and container; apps with the same one are instances of one app with a hub each.</param>
    /// <param name="surround">Called before the app adds itself: middleware added here surrounds the app's.</param>
    /// <param name="configure">Called after the app's own registrations, which it may replace.</param>
    /// <param name="settings">Command line settings such as <c>--Engine:RunTimeout</c>, <c>00:00:02</c>.</param>
    public static async Task<LocalApp> StartAsync(
        string prefix, Action<FunctionsApplicationBuilder>? surround = null, Action<FunctionsApplicationBuilder>? configure = null, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("runfunctions-");
        var hub = TestAzurite.NewPrefix("hub");
        try
        {
            await WriteHostJsonAsync(folder, hub);
            var builder = FunctionsApplication.CreateBuilder(
            [
                "--port", "0",
                "--LocalRuntime:FunctionAssembly", typeof(RunFunctionsApp).Assembly.GetName().Name!,
                "--LocalRuntime:HostJsonFolder", folder.FullName,
                "--LocalRuntime:DataFolder", folder.FullName,
                "--AzureWebJobsStorage", TestAzurite.ConnectionString,
                "--Storage:Prefix", prefix,
                "--Access:Demonstration:Mode", "Off",
                .. settings,
            ]);
            surround?.Invoke(builder);
            builder.AddRunFunctions();
            builder.Logging.ClearProviders();
            configure?.Invoke(builder);
            var host = builder.Build();
            await host.StartAsync();
            var app = new LocalApp(host, folder, hub);
            app.Client.With(await app.Services.IssueTokenAsync());
            return app;
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>A caller without an identity.</summary>
    public HttpClient NewClient() => new() { BaseAddress = Address };

    /// <summary>A caller with a token of their own.</summary>
    public async Task<HttpClient> NewClientAsync(OrganizationId organization, UserId user, params IReadOnlyCollection<Role> roles) =>
        NewClient().With(await Services.IssueTokenAsync(organization, user, roles));

    /// <summary>Stops the app in order, which waits for what is executing.</summary>
    public Task StopAsync() => _host.StopAsync();

    /// <summary>Uploads a PDF, as <see cref="Client"/> unless another caller is given; the app must accept it.</summary>
    public async Task<(string DocumentId, string RunId)> UploadAsync(byte[] pdf, string fileName = "record.pdf", HttpClient? caller = null)
    {
        using var file = new ByteArrayContent(pdf) { Headers = { ContentType = new("application/pdf") } };
        using var form = new MultipartFormDataContent { { file, "file", fileName } };
        using var response = await (caller ?? Client).PostAsync(new Uri("/api/documents/upload", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
        var run = response.Headers.GetValues("Operation-Location").Single();
        return (body.RootElement.GetProperty("document_id").GetString()!, run[(run.LastIndexOf('/') + 1)..]);
    }

    /// <summary>Gets an address; the app must answer with success.</summary>
    public async Task<byte[]> GetAsync(string address)
    {
        using var response = await Client.GetAsync(new Uri(address, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // The app's own host.json with another hub.
    private static async Task WriteHostJsonAsync(DirectoryInfo folder, string hub)
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(TestAzurite.RepositoryRoot, "host.json")))!;
        json["extensions"]!["durableTask"]!["hubName"] = hub;
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "host.json"), json.ToJsonString());
    }
}

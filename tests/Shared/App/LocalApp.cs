using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RunFunctions.Api;

namespace RunFunctions.TestSupport;

/// <summary>The whole app in this process, on a free port, with tables, container and task hub of its own.</summary>
internal sealed class LocalApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly DirectoryInfo _folder;

    private LocalApp(IHost host, DirectoryInfo folder)
    {
        _host = host;
        _folder = folder;
        Client = new HttpClient { BaseAddress = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _host.Services;

    /// <param name="prefix">Of tables and container; apps with the same one are instances of one app with a hub each.</param>
    /// <param name="configure">Called before the app adds itself: middleware added here surrounds the app's.</param>
    public static async Task<LocalApp> StartAsync(string prefix, Action<FunctionsApplicationBuilder>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("runfunctions-");
        try
        {
            var hostJson = await File.ReadAllTextAsync(Path.Combine(TestAzurite.RepositoryRoot, "host.json"));
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "host.json"),
                hostJson.Replace("\"hubName\": \"runfunctions\"", $"\"hubName\": \"{TestAzurite.NewPrefix("hub")}\"", StringComparison.Ordinal));
            var builder = FunctionsApplication.CreateBuilder(
            [
                "--port", "0",
                "--LocalRuntime:FunctionAssembly", typeof(RunFunctionsApp).Assembly.GetName().Name!,
                "--LocalRuntime:HostJsonFolder", folder.FullName,
                "--LocalRuntime:DataFolder", folder.FullName,
                "--AzureWebJobsStorage", TestAzurite.ConnectionString,
                "--Storage:Prefix", prefix,
            ]);
            builder.Logging.ClearProviders();
            configure?.Invoke(builder);
            builder.AddRunFunctions();
            var host = builder.Build();
            await host.StartAsync();
            return new LocalApp(host, folder);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Uploads a PDF; the app must accept it.</summary>
    public async Task<(string DocumentId, string RunId)> UploadAsync(byte[] pdf, string fileName = "record.pdf")
    {
        using var file = new ByteArrayContent(pdf) { Headers = { ContentType = new("application/pdf") } };
        using var form = new MultipartFormDataContent { { file, "file", fileName } };
        using var response = await Client.PostAsync(new Uri("/api/documents/upload", UriKind.Relative), form);
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
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

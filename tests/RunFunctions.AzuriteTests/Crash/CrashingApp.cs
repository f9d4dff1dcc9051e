using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Api.Access;
using RunFunctions.Api.Platform;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>
/// The app over many lives on the same storage: its own prefix, task hub and log. The folder with the log is deleted when
/// the test says that all was well.
/// </summary>
internal sealed class CrashingApp : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("runfunctions-crash-");
    private readonly Dictionary<string, string> _environment;
    private readonly TextWriter _log;
    private readonly List<AppProcess> _lives = [];

    public CrashingApp(params IEnumerable<KeyValuePair<string, string>> settings)
    {
        Prefix = TestAzurite.NewPrefix("crash");
        _log = TextWriter.Synchronized(new StreamWriter(LogPath) { AutoFlush = true });
        _environment = new Dictionary<string, string>(settings)
        {
            ["AzureWebJobsStorage"] = TestAzurite.ConnectionString,
            ["Storage__Prefix"] = Prefix,
            ["Access__Demonstration__Mode"] = "Off",
            ["LocalRuntime__HostJsonFolder"] = _folder.FullName,
            ["LocalRuntime__DataFolder"] = _folder.FullName,
        };
        Hub = UseNewHub();
    }

    public string Prefix { get; }

    public string Hub { get; private set; }

    public string LogPath => Path.Combine(_folder.FullName, "app.log");

    /// <summary>Every life so far, the present one last.</summary>
    public IReadOnlyList<AppProcess> Lives => _lives;

    public AppProcess Start()
    {
        var life = AppProcess.Start(_environment, _log);
        _lives.Add(life);
        return life;
    }

    /// <summary>From the next start on the app has an empty task hub: every orchestration is gone.</summary>
    public string UseNewHub()
    {
        var hostJson = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")))!;
        Hub = TestAzurite.NewPrefix("hub");
        hostJson["extensions"]!["durableTask"]!["hubName"] = Hub;
        File.WriteAllText(Path.Combine(_folder.FullName, "host.json"), hostJson.ToJsonString());
        return Hub;
    }

    /// <summary>A token for the app's storage; the app need not run.</summary>
    public async Task<string> IssueTokenAsync()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureWebJobsStorage", TestAzurite.ConnectionString), new("Storage:Prefix", Prefix)])
            .Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddPlatform(configuration)
            .AddAccess(configuration)
            .BuildServiceProvider();
        return await services.IssueTokenAsync();
    }

    /// <summary>The log is not needed any more.</summary>
    public async Task ForgetAsync()
    {
        await DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in _lives)
        {
            await life.DisposeAsync();
        }

        _lives.Clear();
        await _log.DisposeAsync();
    }
}

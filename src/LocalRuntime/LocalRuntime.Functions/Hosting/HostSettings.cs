using System.Text.Json;
using LocalRuntime.Functions.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace LocalRuntime.Functions.Hosting;

/// <summary>Settings of the host, read when it is built.</summary>
internal sealed class HostSettings
{
    public const string StorageSetting = "AzureWebJobsStorage";
    public const string HostJsonFolderSetting = "LocalRuntime:HostJsonFolder";
    public const string DataFolderSetting = "LocalRuntime:DataFolder";
    public const string DevelopmentStorage = "UseDevelopmentStorage=true";

    /// <exception cref="HostStartException">host.json or a setting cannot be read.</exception>
    public HostSettings(IConfiguration configuration)
    {
        HostJson = HostJsonFile.Read(AppFolder(configuration));
        FunctionTimeout = ReadTimeout(HostJson);
        StorageConnectionString = configuration[StorageSetting] is { Length: > 0 } storage ? storage : DevelopmentStorage;
        DataFolder = configuration[DataFolderSetting] is { Length: > 0 } folder
            ? Path.GetFullPath(folder)
            : Path.Combine(ProjectRoot.Find() ?? AppContext.BaseDirectory, ".runfunctions");
    }

    public JsonElement HostJson { get; }

    /// <summary>Null: functions may run as long as they like.</summary>
    public TimeSpan? FunctionTimeout { get; }

    public string StorageConnectionString { get; }

    public bool UsesDevelopmentStorage => StorageConnectionString.TrimEnd(';').Equals(DevelopmentStorage, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the host keeps what outlives it, such as keys.</summary>
    public string DataFolder { get; }

    /// <summary>The folder of host.json and local.settings.json: that of the binaries, unless an embedding program names another.</summary>
    public static string AppFolder(IConfiguration configuration)
        => configuration[HostJsonFolderSetting] is { Length: > 0 } folder ? Path.GetFullPath(folder) : AppContext.BaseDirectory;

    private static TimeSpan? ReadTimeout(JsonElement hostJson)
    {
        if (!hostJson.TryGetProperty("functionTimeout", out var value) || value.GetString() is not { } text || text == "-1")
        {
            return null;
        }

        return TimeSpan.TryParse(text, out var timeout) && timeout > TimeSpan.Zero
            ? timeout
            : throw new HostStartException($"host.json: functionTimeout '{text}' is not a time such as 00:05:00, nor -1.");
    }
}

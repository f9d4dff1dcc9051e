using System.Text.Json;

namespace LocalRuntime.Functions.Hosting;

/// <summary>What the host read from host.json, local.settings.json, the environment and the command line.</summary>
internal interface IHostSettings
{
    /// <summary>The root of host.json; an empty object when there is none.</summary>
    JsonElement HostJson { get; }

    /// <summary>Value of <c>AzureWebJobsStorage</c>, for example <c>UseDevelopmentStorage=true</c>.</summary>
    string StorageConnectionString { get; }

    /// <summary>Address the host listens on, with its real port, without trailing slash. Known once Kestrel has started.</summary>
    Uri BaseAddress { get; }

    /// <summary>The system key of an extension (query <c>code</c> or header <c>x-functions-key</c>), made once per data folder.</summary>
    string SystemKey(string extension);

    /// <summary>Whether <paramref name="presented"/> is the master key or the system key of <paramref name="extension"/>; constant time.</summary>
    bool IsSystemKey(string extension, string? presented);
}

using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace LocalRuntime.Functions.Hosting.Configuration;

/// <summary>Reads host.json, which lies beside the app's binaries.</summary>
internal static class HostJsonFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>The root object; an empty one when there is no file.</returns>
    /// <exception cref="HostStartException">The file is not a JSON object.</exception>
    public static JsonElement Read(string folder)
    {
        var path = Path.Combine(folder, "host.json");
        try
        {
            var text = File.Exists(path) ? File.ReadAllText(path) : "{}";
            using var document = JsonDocument.Parse(text, Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new JsonException("The root is not an object.");
        }
        catch (JsonException exception)
        {
            throw new HostStartException($"{path} is not a valid host.json: {exception.Message}", exception);
        }
    }

    /// <summary>Gives <c>logging.logLevel</c> to the app's logging; every other source of configuration wins over it.</summary>
    public static void AddLogLevels(IConfigurationBuilder configuration, JsonElement hostJson)
    {
        if (hostJson.TryGetProperty("logging", out var logging) && logging.TryGetProperty("logLevel", out var levels) && levels.ValueKind == JsonValueKind.Object)
        {
            var data = levels.EnumerateObject().Select(level => KeyValuePair.Create("Logging:LogLevel:" + level.Name, level.Value.GetString()));
            configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = [.. data] });
        }
    }
}

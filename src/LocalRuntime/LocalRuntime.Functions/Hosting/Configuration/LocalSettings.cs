using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace LocalRuntime.Functions.Hosting.Configuration;

/// <summary>
/// Makes the <c>Values</c> of local.settings.json configuration, as Core Tools do by way of the environment: the real
/// environment and the command line win over them.
/// </summary>
internal static class LocalSettings
{
    private const string FileName = "local.settings.json";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static void AddTo(IConfigurationBuilder configuration, string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return;
        }

        var environment = configuration.Sources
            .Select((source, index) => (source, index))
            .Last(entry => entry.source is EnvironmentVariablesConfigurationSource { Prefix: null or "" });
        configuration.Sources.Insert(environment.index, new MemoryConfigurationSource { InitialData = Read(path) });
    }

    private static List<KeyValuePair<string, string?>> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return document.RootElement.TryGetProperty("Values", out var values)
                ? [.. values.EnumerateObject().Select(value => KeyValuePair.Create(value.Name.Replace("__", ":", StringComparison.Ordinal), (string?)value.Value.ToString()))]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new HostStartException($"{path} is not a JSON object with an object 'Values'.", exception);
        }
    }
}

using System.Text.Json;
using LocalRuntime.DurableTask.Engine;
using LocalRuntime.Functions.Hosting;
using Microsoft.Extensions.Configuration;

namespace LocalRuntime.DurableTask.Functions;

/// <summary>host.json, <c>extensions.durableTask</c>, as far as it means something to an engine in one process.</summary>
internal sealed class DurableTaskSettings
{
    private const string DefaultHubName = "TestHubName";

    public DurableTaskSettings(IHostSettings host, IConfiguration configuration)
    {
        var section = Property(Property(host.HostJson, "extensions"), "durableTask");
        HubName = Resolve(Property(section, "hubName")?.GetString() ?? DefaultHubName, configuration);
        var defaults = new EngineOptions();
        Options = defaults with
        {
            MaxConcurrentActivities = Property(section, "maxConcurrentActivityFunctions")?.GetInt32() ?? defaults.MaxConcurrentActivities,
            MaxConcurrentOrchestrators = Property(section, "maxConcurrentOrchestratorFunctions")?.GetInt32() ?? defaults.MaxConcurrentOrchestrators,
            ReplacesAnyState = Property(section, "overridableExistingInstanceStates")?.GetString() == "AnyState",
        };
    }

    public string HubName { get; }

    public EngineOptions Options { get; }

    // As officially, %NAME% stands for an app setting.
    private static string Resolve(string value, IConfiguration configuration) =>
        value.Length > 2 && value[0] == '%' && value[^1] == '%' ? configuration[value[1..^1]] ?? DefaultHubName : value;

    private static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var value) ? value : null;
}

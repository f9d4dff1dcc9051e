using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Durable.Conformance;

/// <summary>The Durable HTTP management API, reached by the links that the engine hands out.</summary>
internal static class Management
{
    /// <param name="instanceId">The instance.</param>
    /// <param name="query">Further query parameters.</param>
    public static async Task<JsonElement> StatusAsync(string instanceId, string query = "")
    {
        using var response = await GetAsync(instanceId, query);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<HttpResponseMessage> GetAsync(string instanceId, string query = "") =>
        await (await AppUnderTest.ClientAsync()).GetAsync(new Uri($"{await LinkAsync(instanceId, "statusQueryGetUri")}&{query}"));

    public static async Task<HttpStatusCode> DeleteAsync(string instanceId)
    {
        using var response = await (await AppUnderTest.ClientAsync()).DeleteAsync(new Uri(await LinkAsync(instanceId, "purgeHistoryDeleteUri")));
        return response.StatusCode;
    }

    /// <param name="instanceId">The instance.</param>
    /// <param name="link">Name of the link.</param>
    /// <param name="body">JSON; none when null.</param>
    public static async Task<HttpStatusCode> PostAsync(string instanceId, string link, string? body = null)
    {
        var url = (await LinkAsync(instanceId, link)).Replace("{eventName}", "go", StringComparison.Ordinal).Replace("{text}", "because", StringComparison.Ordinal);
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await (await AppUnderTest.ClientAsync()).PostAsync(new Uri(url), content);
        return response.StatusCode;
    }

    /// <summary>Starts an orchestration over the API.</summary>
    public static async Task<HttpResponseMessage> StartAsync(string orchestrator, string instanceId)
    {
        var instance = new Uri(await LinkAsync("any", "statusQueryGetUri"));
        var path = instance.AbsolutePath.Replace("/instances/any", $"/orchestrators/{orchestrator}/{Uri.EscapeDataString(instanceId)}", StringComparison.Ordinal);
        return await (await AppUnderTest.ClientAsync()).PostAsync(new Uri(instance, path + instance.Query), null);
    }

    private static async Task<string> LinkAsync(string instanceId, string name) =>
        new Dictionary<string, string>(await Engine.ManagementLinksAsync(instanceId), StringComparer.OrdinalIgnoreCase)[name];
}

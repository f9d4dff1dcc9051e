using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LocalRuntime.Functions.Hosting.Http;

/// <summary>What an HTTP request says by name: route values, then the query.</summary>
internal static class HttpBindingData
{
    /// <returns>The text under that name; null when the request does not carry it.</returns>
    public static string? Find(HttpContext http, string name)
    {
        if (http.Request.RouteValues.TryGetValue(name, out var routeValue) && routeValue is not null)
        {
            return routeValue as string ?? routeValue.ToString();
        }

        return http.Request.Query.TryGetValue(name, out var values) ? values.ToString() : null;
    }

    /// <summary>Route values and query by name, and <c>Headers</c> and <c>Query</c> as JSON objects, as the official host sends them.</summary>
    public static IReadOnlyDictionary<string, object?> Read(HttpContext http)
    {
        var request = http.Request;
        Dictionary<string, object?> data = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Query)
        {
            data[name] = values.ToString();
        }

        foreach (var (name, value) in request.RouteValues)
        {
            data[name] = value?.ToString();
        }

        data["Query"] = JsonSerializer.Serialize(request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        data["Headers"] = JsonSerializer.Serialize(request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        return data;
    }
}

using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Functions.Hosting.Http;

/// <summary>The routes of all HTTP functions, checked against each other.</summary>
internal sealed class HttpRouteTable
{
    private const string DefaultPrefix = "api";

    /// <exception cref="HostStartException">Two functions answer the same requests, or a route cannot be read.</exception>
    public HttpRouteTable(IFunctionCatalog catalog, HostSettings settings)
    {
        var prefix = Prefix(settings.HostJson);
        Routes = [.. catalog.Functions.Where(function => function.Trigger is HttpTriggerAttribute).Select(function => new HttpRoute(function, prefix))];
        foreach (var sameShape in Routes.GroupBy(route => route.Shape, StringComparer.Ordinal))
        {
            RefuseOverlap([.. sameShape]);
        }
    }

    public IReadOnlyList<HttpRoute> Routes { get; }

    public bool AskForKeys => Routes.Any(route => route.Trigger.AuthLevel != AuthorizationLevel.Anonymous);

    private static void RefuseOverlap(HttpRoute[] routes)
    {
        for (var first = 0; first < routes.Length; first++)
        {
            for (var second = first + 1; second < routes.Length; second++)
            {
                if (routes[first].SharesMethodWith(routes[second]))
                {
                    throw new HostStartException($"The functions '{routes[first].Function.Name}' and '{routes[second].Function.Name}' answer the same route '/{routes[first].Template}' with the same method.");
                }
            }
        }
    }

    private static string Prefix(JsonElement hostJson)
        => hostJson.TryGetProperty("extensions", out var extensions)
            && extensions.TryGetProperty("http", out var http)
            && http.TryGetProperty("routePrefix", out var prefix)
            ? prefix.GetString() ?? DefaultPrefix
            : DefaultPrefix;
}

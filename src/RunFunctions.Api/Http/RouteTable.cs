using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace RunFunctions.Api.Http;

/// <summary>The app's HTTP routes as its functions declare them.</summary>
public sealed class RouteTable
{
    private readonly List<(string[] Methods, RouteTemplate Template, TemplateMatcher Matcher)> _routes = [];

    public RouteTable(IEnumerable<MethodInfo> functions)
    {
        foreach (var trigger in functions.Select(AppFunctions.TriggerOf).Where(trigger => trigger?.Route?.StartsWith("{*", StringComparison.Ordinal) == false))
        {
            var template = TemplateParser.Parse(trigger!.Route!);
            _routes.Add(([.. (trigger.Methods ?? []).Select(method => method.ToUpperInvariant())], template, new TemplateMatcher(template, [])));
        }
    }

    /// <summary>One line per route: methods and path.</summary>
    public IReadOnlyList<string> Lines =>
        [.. _routes.Select(route => $"{string.Join('|', route.Methods)} /{route.Template.TemplateText}").Order(StringComparer.Ordinal)];

    /// <summary>
    /// Methods with which a path can be called; none when the path is unknown. A path that is written out in a route is not one
    /// with an id: <c>/api/runs/load</c> cannot be deleted, although <c>/api/runs/{runId}</c> can.
    /// </summary>
    public IReadOnlyList<string> MethodsAt(PathString path) =>
        [.. _routes
            .Where(route => route.Matcher.TryMatch(path, new RouteValueDictionary()))
            .GroupBy(route => RoutePrecedence.ComputeInbound(route.Template))
            .OrderBy(routes => routes.Key)
            .Take(1)
            .SelectMany(routes => routes.SelectMany(route => route.Methods))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
}

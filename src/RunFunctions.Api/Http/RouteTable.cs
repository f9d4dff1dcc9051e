using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace RunFunctions.Api.Http;

/// <summary>The app's HTTP routes as its functions declare them.</summary>
public sealed class RouteTable
{
    private readonly List<(string[] Methods, string Template, TemplateMatcher Matcher)> _routes = [];

    public RouteTable(IEnumerable<MethodInfo> functions)
    {
        foreach (var trigger in functions.Select(AppFunctions.TriggerOf).Where(trigger => trigger?.Route?.StartsWith("{*", StringComparison.Ordinal) == false))
        {
            _routes.Add((
                [.. (trigger!.Methods ?? []).Select(method => method.ToUpperInvariant())],
                trigger.Route!,
                new TemplateMatcher(TemplateParser.Parse(trigger.Route!), [])));
        }
    }

    /// <summary>One line per route: methods and path.</summary>
    public IReadOnlyList<string> Lines =>
        [.. _routes.Select(route => $"{string.Join('|', route.Methods)} /{route.Template}").Order(StringComparer.Ordinal)];

    /// <summary>Methods with which a path can be called; none when the path is unknown.</summary>
    public IReadOnlyList<string> MethodsAt(PathString path) =>
        [.. _routes
            .Where(route => route.Matcher.TryMatch(path, new RouteValueDictionary()))
            .SelectMany(route => route.Methods)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
}

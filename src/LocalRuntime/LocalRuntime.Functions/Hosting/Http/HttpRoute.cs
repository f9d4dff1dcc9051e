using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Functions.Hosting.Http;

/// <summary>Route and methods of one HTTP function, as the host serves them.</summary>
internal sealed class HttpRoute
{
    /// <exception cref="HostStartException">The template cannot be parsed, or lies in the host's own space.</exception>
    public HttpRoute(FunctionDescriptor function, string prefix)
    {
        Function = function;
        Trigger = (HttpTriggerAttribute)function.Trigger;
        Methods = [.. (Trigger.Methods ?? []).Select(method => method.ToUpperInvariant()).Distinct()];
        var own = (Trigger.Route ?? function.Name).Trim('/');
        if (own.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || own.StartsWith("runtime", StringComparison.OrdinalIgnoreCase))
        {
            throw new HostStartException($"The function '{function.Name}' has the route '{own}': the specified route conflicts with one or more built in routes ('admin' and 'runtime').");
        }

        Template = string.Join('/', new[] { prefix.Trim('/'), own }.Where(part => part.Length > 0));
        Pattern = Parse(function, Template, Methods);
    }

    public FunctionDescriptor Function { get; }

    public HttpTriggerAttribute Trigger { get; }

    /// <summary>Upper case; empty: all.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>With the prefix, without a leading slash.</summary>
    public string Template { get; }

    public RoutePattern Pattern { get; }

    /// <summary>Equal for two templates that match the same paths with the same precedence: the names of parameters do not count.</summary>
    public string Shape => string.Join('/', Pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Shaped))));

    public bool SharesMethodWith(HttpRoute other)
        => Methods.Count == 0 || other.Methods.Count == 0 || Methods.Intersect(other.Methods).Any();

    private static RoutePattern Parse(FunctionDescriptor function, string template, IReadOnlyList<string> methods)
    {
        try
        {
            // A constraint, not method metadata: a request with another method falls through to the next function that
            // matches its path, as in the official host, instead of being answered 405 here.
            return methods.Count == 0
                ? RoutePatternFactory.Parse(template)
                : RoutePatternFactory.Parse(template, defaults: null, new RouteValueDictionary { ["httpMethod"] = new HttpMethodRouteConstraint([.. methods]) });
        }
        catch (RoutePatternException exception)
        {
            throw new HostStartException($"The function '{function.Name}' has a route that cannot be read: {exception.Message}", exception);
        }
    }

    private static string Shaped(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToLowerInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.ParameterKind}:{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
        _ => throw new InvalidOperationException($"Unknown route part {part.PartKind}."),
    };
}

using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Http;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Where an HTTP function is called.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Methods">With which it can be called.</param>
/// <param name="Template">Path with parts in braces.</param>
internal sealed partial record FunctionRoute(string Function, IReadOnlyList<string> Methods, string Template)
{
    // What the function for everything else answers.
    private const string Nowhere = "api/nothing";

    /// <summary>Every HTTP function of the app.</summary>
    public static IReadOnlyList<FunctionRoute> All { get; } = [.. AppFunctions.All.Select(Of).OfType<FunctionRoute>()];

    /// <summary>The address with an id in its part in braces; several ids have spaces between them.</summary>
    public string AddressOf(string? id) => "/" + (Template.StartsWith("{*", StringComparison.Ordinal)
        ? Nowhere
        : (id ?? "").Split(' ').Aggregate(Template, (address, one) => Part().Replace(address, one, 1)));

    /// <summary>Name of the part in braces, several with spaces between them; null when there is none.</summary>
    public string? Parameter => Template.StartsWith("{*", StringComparison.Ordinal) || !Part().IsMatch(Template)
        ? null
        : string.Join(' ', Part().Matches(Template).Select(part => part.Value[1..^1]));

    private static FunctionRoute? Of(MethodInfo function) => AppFunctions.TriggerOf(function) is { } trigger
        ? new FunctionRoute(
            function.GetCustomAttribute<FunctionAttribute>()!.Name,
            [.. (trigger.Methods is { Length: > 0 } methods ? methods : ["GET"]).Select(method => method.ToUpperInvariant())],
            trigger.Route!)
        : null;

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}

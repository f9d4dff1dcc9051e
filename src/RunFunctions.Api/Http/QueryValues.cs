using System.Globalization;
using Microsoft.AspNetCore.Http;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>Reads query parameters that may be left out.</summary>
public static class QueryValues
{
    /// <summary>The text of a parameter; null when it is left out.</summary>
    public static string? Text(HttpRequest request, string name)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Query.TryGetValue(name, out var text) ? text.ToString() : null;
    }

    /// <summary>Reads <c>true</c> or <c>false</c>; false when the parameter is left out.</summary>
    public static Result<bool> Boolean(HttpRequest request, string name) => Text(request, name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => Refusal.Invalid(name, "boolean", "Expected true or false."),
    };

    /// <summary>Reads a whole number from 1 on.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="absent">The number when the parameter is left out.</param>
    /// <param name="max">The highest number.</param>
    public static Result<int> Number(HttpRequest request, string name, int absent, int max) => Text(request, name) switch
    {
        null => absent,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max => number,
        _ => Refusal.Invalid(name, "range", $"Expected a whole number from 1 to {max}."),
    };

    /// <param name="request">The request.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="read">Reads its text under that name, which a refusal gives.</param>
    /// <returns>The value; null when the parameter is left out; the refusal of a wrong one.</returns>
    public static Result<T?> Optional<T>(HttpRequest request, string name, Func<string, string, Result<T>> read)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(read);
        if (!request.Query.TryGetValue(name, out var text))
        {
            return (T?)null;
        }

        return read(text.ToString(), name).TryGet(out var value, out var refusal) ? value : refusal;
    }
}

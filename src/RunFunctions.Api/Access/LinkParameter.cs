using Microsoft.AspNetCore.Http;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Api.Access;

/// <summary>A signed link is the last query parameter of the address that it opens.</summary>
public static class LinkParameter
{
    /// <summary>Name of the parameter; only functions that declare it can be called with a link.</summary>
    public const string Name = "link";

    /// <summary>An address with its link.</summary>
    public static string Append(string address, LinkText link)
    {
        ArgumentNullException.ThrowIfNull(address);
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Name}={link}";
    }

    /// <summary>The link of a request, and the address without it; null when the request has none.</summary>
    public static (string Link, string Address)? Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Query.TryGetValue(Name, out var values))
        {
            return null;
        }

        // Anything behind it, or spelt otherwise, was not signed.
        var query = request.QueryString.Value!;
        var end = $"{Name}={values}";
        var address = query.EndsWith(end, StringComparison.Ordinal) ? request.Path.Value + query[..^(end.Length + 1)] : "";
        return (values.ToString(), address);
    }
}

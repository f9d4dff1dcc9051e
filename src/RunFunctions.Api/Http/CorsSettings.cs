using System.Collections.Frozen;

namespace RunFunctions.Api.Http;

/// <summary>Settings <c>Http:Cors:*</c>: which other web pages may read this app's answers.</summary>
public sealed record CorsSettings
{
    /// <summary>Exact origins such as <c>https://app.example.org</c>, separated by commas; none by default.</summary>
    public string AllowedOrigins { get; init; } = "";

    /// <exception cref="InvalidOperationException">A part is no exact origin; <c>*</c> is none.</exception>
    public FrozenSet<string> ReadOrigins() => AllowedOrigins
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(origin => IsOrigin(origin)
            ? origin
            : throw new InvalidOperationException($"Setting Http:Cors:AllowedOrigins has '{origin}', which is no exact origin such as https://app.example.org."))
        .ToFrozenSet(StringComparer.Ordinal);

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && $"{uri.Scheme}://{uri.Authority}" == text;
}

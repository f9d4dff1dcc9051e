using System.Collections.Frozen;

namespace RunFunctions.Api.Http;

/// <summary>The origins whose pages may read answers.</summary>
public sealed class CorsOrigins
{
    private readonly FrozenSet<string> _allowed;

    /// <exception cref="InvalidOperationException">A part of the setting is no exact origin; <c>*</c> is none.</exception>
    public CorsOrigins(CorsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _allowed = settings.AllowedOrigins
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(origin => IsOrigin(origin)
                ? origin
                : throw new InvalidOperationException($"Setting Http:Cors:AllowedOrigins has '{origin}', which is no exact origin such as https://app.example.org."))
            .ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Whether no origin is allowed.</summary>
    public bool IsEmpty => _allowed.Count == 0;

    public bool Contains(string origin) => _allowed.Contains(origin);

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && $"{uri.Scheme}://{uri.Authority}" == text;
}

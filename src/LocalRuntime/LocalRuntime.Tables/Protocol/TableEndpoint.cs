using System.Net;

namespace Azure.Data.Tables.Protocol;

/// <summary>
/// What an endpoint's address tells: the account's root without a trailing slash, the account, a table, a signature. The account is
/// the host's first label, or the first path segment where the host is an IP address or a name without a dot, as for the emulator.
/// </summary>
internal sealed record TableEndpoint(Uri Root, string AccountName, string? TableName, string? Signature)
{
    public static TableEndpoint Parse(Uri endpoint, string? knownTableName = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var segments = endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isPathStyle = !endpoint.Host.Contains('.', StringComparison.Ordinal) || IPAddress.TryParse(endpoint.Host, out _);
        var accountSegments = isPathStyle ? Math.Min(1, segments.Length) : 0;
        var account = isPathStyle ? segments.FirstOrDefault("") : endpoint.Host.Split('.')[0];
        var table = segments.Length > accountSegments ? segments[accountSegments] : null;
        var signature = endpoint.Query.Length > 1 ? endpoint.Query[1..] : null;
        var root = new UriBuilder(endpoint) { Query = "", Fragment = "", Path = string.Join('/', segments.Take(accountSegments)) }.Uri;
        return new TableEndpoint(root, account, NullIfEmpty(knownTableName) ?? table ?? TableOf(signature), signature);
    }

    /// <summary>The address of a table, as <see cref="TableClient.Uri"/> shows it.</summary>
    public Uri WithTable(string name) => new(Root.AbsoluteUri.TrimEnd('/') + "/" + name);

    // A table's own signature names the table in "tn".
    private static string? TableOf(string? signature) => signature?.Split('&')
        .FirstOrDefault(part => part.StartsWith("tn=", StringComparison.Ordinal)) is { } part ? Uri.UnescapeDataString(part[3..]) : null;

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}

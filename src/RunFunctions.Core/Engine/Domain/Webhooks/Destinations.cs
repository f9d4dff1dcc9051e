using System.Net;
using System.Net.Sockets;

namespace RunFunctions.Core.Engine.Domain.Webhooks;

/// <summary>
/// Where deliveries may go: to the public internet, and where the settings allow. A webhook must not make this app call its own
/// surroundings for somebody who cannot reach them.
/// </summary>
public sealed class Destinations(WebhookSettings settings)
{
    /// <summary>Longest address in characters.</summary>
    public const int MaxUrlLength = 2048;

    private const int FirstUserPort = 1024;

    // Special purposes after the registries of IANA: this network, private, shared, loopback, link-local (with the metadata
    // services), protocol assignments, documentation, relays, benchmarks, multicast, reserved; and the platform's own address.
    private static readonly IPNetwork[] NotPublic4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    // Public unicast is all in one network; in it lie protocol assignments with tunnels, documentation and relays to IPv4.
    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotPublic6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private readonly IReadOnlyList<IPNetwork> _allowed = settings.ReadAllowed();

    /// <summary>What is wrong with an address for deliveries, or null. Names are resolved when something is sent, not here.</summary>
    public string? Fault(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (url.Length > MaxUrlLength || !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Host.Length == 0)
        {
            return $"Expected an absolute address of at most {MaxUrlLength} characters.";
        }

        return IsScheme(parsed) is { } scheme ? scheme
            : parsed.UserInfo.Length > 0 || parsed.Fragment.Length > 0 ? "User information and fragments are not allowed."
            : !parsed.IsDefaultPort && parsed.Port < FirstUserPort ? $"Expected the default port, or one from {FirstUserPort} on."
            : IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var literal) && !IsAllowed(literal) ? "This network address may not be called."
            : null;
    }

    /// <summary>Whether an address may be connected to.</summary>
    public bool IsAllowed(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _allowed.Any(network => network.Contains(plain)) || IsPublic(plain);
    }

    private string? IsScheme(Uri url) =>
        url.Scheme == Uri.UriSchemeHttps || (settings.AllowHttp && url.Scheme == Uri.UriSchemeHttp) ? null : "Expected an address that begins with https:.";

    private static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Array.Exists(NotPublic4, network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => Public6.Contains(address) && !Array.Exists(NotPublic6, network => network.Contains(address)),
        _ => false,
    };

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}

using System.Security.Cryptography;
using System.Text;

namespace LocalRuntime.Functions.Hosting;

/// <summary>The one source of ids and secrets of the host.</summary>
internal static class Identifiers
{
    /// <summary>Unique per invocation, in the form that the official host logs.</summary>
    public static string NewInvocationId() => Guid.NewGuid().ToString("D");

    /// <summary>256 bits from the system's generator, in characters that need no escaping in a query.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The same key for the same secret and purpose; tells nothing about the secret.</summary>
    public static string DeriveKey(string secret, string purpose)
        => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(purpose)));
}

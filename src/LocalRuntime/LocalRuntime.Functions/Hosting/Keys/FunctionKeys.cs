using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Functions.Hosting.Keys;

/// <summary>Decides whether a request carries the key that a function asks for.</summary>
internal sealed class FunctionKeys(FunctionKeyStore store)
{
    public const string HeaderName = "x-functions-key";
    public const string QueryName = "code";

    /// <summary>The master key opens everything; the function key what asks for no more than a function key.</summary>
    public bool Allow(HttpRequest request, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous)
        {
            return true;
        }

        var presented = Presented(request);
        return IsKey(store.MasterKey, presented)
            || (level is AuthorizationLevel.Function or AuthorizationLevel.User && IsKey(store.FunctionKey, presented));
    }

    public string SystemKey(string extension) => store.SystemKey(extension);

    public bool IsSystemKey(string extension, string? presented)
        => IsKey(store.MasterKey, presented) || IsKey(store.SystemKey(extension), presented);

    private static string? Presented(HttpRequest request)
    {
        var header = request.Headers[HeaderName];
        return header.Count > 0 ? header.ToString() : request.Query[QueryName].ToString();
    }

    /// <summary>Compares hashes, so that neither the length nor the content of the key shows in the time taken.</summary>
    private static bool IsKey(string key, string? presented)
        => !string.IsNullOrEmpty(presented)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(key)), SHA256.HashData(Encoding.UTF8.GetBytes(presented)));
}

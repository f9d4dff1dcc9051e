using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RunFunctions.Core.Access.Domain;

/// <summary>
/// Hashes of lists of values. Every value is written with its length in bytes before it, and an absent one has a sign of its
/// own, so that two different lists never have the same bytes.
/// </summary>
internal static class AuditMac
{
    private const string Absent = "-";

    /// <summary>HMAC-SHA256 with a key, in lowercase hex.</summary>
    public static string Of(SigningKey key, params ReadOnlySpan<string?> values) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key.Key.Span, Encode(values)));

    /// <summary>SHA-256, in lowercase hex.</summary>
    public static string Plain(params ReadOnlySpan<string?> values) => Convert.ToHexStringLower(SHA256.HashData(Encode(values)));

    /// <summary>Whether two hashes are the same; takes the same time whatever differs.</summary>
    public static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static byte[] Encode(ReadOnlySpan<string?> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            text.Append(value is null ? Absent : $"{Text(Encoding.UTF8.GetByteCount(value))}:{value}").Append(',');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;

namespace RunFunctions.Core.Access.Domain;

/// <summary>
/// A bearer token as its holder has it: <c>rf_{organization}.{token id}.{secret}</c>, where the secret is 256 random bits in
/// base64url. Organization and id say where its row is, so that it is found by one point read.
/// </summary>
/// <param name="Organization">Organization that issued it.</param>
/// <param name="Id">20 lowercase hex digits.</param>
/// <param name="Secret">32 bytes.</param>
public sealed record TokenText(OrganizationId Organization, string Id, ReadOnlyMemory<byte> Secret)
{
    public const int IdBytes = 10;

    public const int SecretBytes = 32;

    private const string Prefix = "rf_";
    private const int SecretLength = 43;

    // The longest organization id and the fixed parts; longer text is not even looked at.
    private const int MaxLength = 120;

    /// <summary>Reads a token; there is exactly one spelling of each.</summary>
    public static TokenText? Parse(string? text)
    {
        if (text is null || text.Length > MaxLength || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[Prefix.Length..].Split('.') is not [var organization, var id, { Length: SecretLength } secret]
            || !OrganizationId.TryParse(organization, out var owner)
            || !IsId(id)
            || !Base64Url.IsValid(secret, out var bytes) || bytes != SecretBytes)
        {
            return null;
        }

        var token = new TokenText(owner, id, Base64Url.DecodeFromChars(secret));
        return token.ToString() == text ? token : null;
    }

    /// <summary>Whether a text has the form of a token's id.</summary>
    public static bool IsId(string text) =>
        text is { Length: IdBytes * 2 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Hashes the secret for keeping.</summary>
    public SecretHash Hash(SigningKey key, ReadOnlyMemory<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new SecretHash(key.Id, salt, HMACSHA256.HashData(key.Key.Span, (byte[])[.. salt.Span, .. Secret.Span]));
    }

    /// <summary>Whether this is the token that was kept; takes the same time whatever differs.</summary>
    public bool Matches(SecretHash kept, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return CryptographicOperations.FixedTimeEquals(Hash(key, kept.Salt).Value.Span, kept.Value.Span);
    }

    /// <summary>The token itself: a secret.</summary>
    public override string ToString() => $"{Prefix}{Organization}.{Id}.{Base64Url.EncodeToString(Secret.Span)}";
}

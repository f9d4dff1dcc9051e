using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RunFunctions.Core.Access.Domain;

/// <summary>
/// A link as it stands in an address: what it says, and an HMAC-SHA256 over that, both in base64url with a dot between. The
/// key is one of purpose <see cref="KeyPurpose.Link"/> of the link's organization.
/// </summary>
/// <param name="KeyId">The key it is signed with.</param>
/// <param name="Link">What it says; not to be believed before <see cref="IsSignedWith"/>.</param>
/// <param name="Signature">32 bytes.</param>
public sealed record LinkText(string KeyId, AccessLink Link, ReadOnlyMemory<byte> Signature)
{
    private const int SignatureBytes = 32;

    // Ids and address at their longest; longer text is not even looked at.
    private const int MaxLength = 1024;

    // Stands in none of the parts.
    private const char Separator = '\n';

    public static LinkText Sign(AccessLink link, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(key);
        return new LinkText(key.Id, link, Hash(key, link));
    }

    /// <summary>Reads a link; there is exactly one spelling of each.</summary>
    public static LinkText? Parse(string? text)
    {
        if (text is null || text.Length > MaxLength || text.Split('.') is not [var content, var signature]
            || !Base64Url.IsValid(content)
            || !Base64Url.IsValid(signature, out var bytes) || bytes != SignatureBytes
            || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(content)).Split(Separator)
                is not [var keyId, var organization, var user, var kind, var credential, var function, var address, var expiry]
            || !OrganizationId.TryParse(organization, out var owner)
            || !UserId.TryParse(user, out var who)
            || !Enum.TryParse<CredentialKind>(kind, out var how)
            || !long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return null;
        }

        var link = new LinkText(
            keyId,
            new AccessLink(owner, who, new Credential(how, credential), function, address, DateTimeOffset.FromUnixTimeSeconds(seconds)),
            Base64Url.DecodeFromChars(signature));
        return link.ToString() == text ? link : null;
    }

    /// <summary>Whether it was signed here and nothing was changed since; takes the same time whatever differs.</summary>
    public bool IsSignedWith(SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return KeyId == key.Id && CryptographicOperations.FixedTimeEquals(Hash(key, Link), Signature.Span);
    }

    public override string ToString() =>
        $"{Base64Url.EncodeToString(Content(KeyId, Link))}.{Base64Url.EncodeToString(Signature.Span)}";

    private static byte[] Hash(SigningKey key, AccessLink link) => HMACSHA256.HashData(key.Key.Span, Content(key.Id, link));

    private static byte[] Content(string keyId, AccessLink link) => Encoding.UTF8.GetBytes(string.Join(
        Separator,
        keyId,
        link.Organization,
        link.User,
        link.Credential.Kind,
        link.Credential.Id,
        link.Function,
        link.Address,
        link.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
}

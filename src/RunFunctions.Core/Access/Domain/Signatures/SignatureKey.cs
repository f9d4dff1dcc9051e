using System.Security.Cryptography;
using System.Text;

namespace RunFunctions.Core.Access.Domain.Signatures;

/// <summary>
/// An ECDSA key on curve P-256 that is derived from a secret of the key ring: whoever has the secret can sign, whoever has
/// <see cref="PublicKeyPem"/> can verify and nothing else.
/// </summary>
public sealed class SignatureKey : IDisposable
{
    /// <summary>ECDSA on P-256 with SHA-256, signature as r and s, 32 bytes each (RFC 7518).</summary>
    public const string Algorithm = "ES256";

    private const DSASignatureFormat Format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation;

    private readonly ECDsa _key;

    private SignatureKey(string id, ECDsa key) => (Id, _key) = (id, key);

    /// <summary>Id of the secret, unique within the organization.</summary>
    public string Id { get; }

    /// <summary>SubjectPublicKeyInfo in PEM.</summary>
    public string PublicKeyPem => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The key that belongs to a secret of purpose <see cref="KeyPurpose.Receipt"/>.</summary>
    public static SignatureKey From(SigningKey secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var scalar = HMACSHA256.HashData(secret.Key.Span, Encoding.UTF8.GetBytes(Algorithm));

        // 255 bits: always less than the order of the curve, so always a private key.
        scalar[0] &= 0x7f;
        return new SignatureKey(secret.Id, ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar }));
    }

    public byte[] Sign(ReadOnlySpan<byte> content) => _key.SignData(content, HashAlgorithmName.SHA256, Format);

    /// <summary>Whether a signature was made with the secret half of a public key.</summary>
    /// <exception cref="ArgumentException">The text is no public key in PEM.</exception>
    /// <exception cref="CryptographicException">The key is not one of an elliptic curve.</exception>
    public static bool Verify(string publicKeyPem, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(publicKeyPem);
        return key.VerifyData(content, signature, HashAlgorithmName.SHA256, Format);
    }

    public void Dispose() => _key.Dispose();
}

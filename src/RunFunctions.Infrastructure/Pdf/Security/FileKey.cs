using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RunFunctions.Infrastructure.Pdf.Security;

/// <summary>Derives the key of a document that opens with the empty user password (ISO 32000-2, 7.6.4.3 and 7.6.4.4).</summary>
[SuppressMessage("Security", "CA5351", Justification = "The file format prescribes MD5; nothing is protected with it here.")]
internal static class FileKey
{
    private const int EntryLength = 32;
    private const int SaltLength = 8;

    private static readonly byte[] EmptyPasswordPadding =
    [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
        0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];

    /// <returns>The key, or null when the empty password does not open the document.</returns>
    public static byte[]? ForEmptyPassword(EncryptionDictionary encryption, byte[] documentId) =>
        encryption.Revision >= 5 ? FromSha2(encryption) : FromMd5(encryption, documentId);

    private static byte[]? FromMd5(EncryptionDictionary encryption, byte[] documentId)
    {
        Span<byte> permissions = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(permissions, encryption.Permissions);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(EmptyPasswordPadding);
        md5.AppendData(encryption.OwnerEntry.AsSpan(0, Math.Min(EntryLength, encryption.OwnerEntry.Length)));
        md5.AppendData(permissions);
        md5.AppendData(documentId);
        if (encryption is { Revision: >= 4, EncryptsMetadata: false })
        {
            md5.AppendData([0xFF, 0xFF, 0xFF, 0xFF]);
        }

        var length = encryption.Revision == 2 ? 5 : Math.Min(encryption.KeyLength, 16);
        var hash = md5.GetHashAndReset();
        for (var i = 0; i < 50 && encryption.Revision >= 3; i++)
        {
            hash = MD5.HashData(hash.AsSpan(0, length));
        }

        var key = hash[..length];
        return encryption.UserEntry.AsSpan().StartsWith(UserEntryFor(key, encryption.Revision, documentId)) ? key : null;
    }

    private static byte[] UserEntryFor(byte[] key, int revision, byte[] documentId)
    {
        if (revision == 2)
        {
            return Rc4.Transform(key, EmptyPasswordPadding);
        }

        var value = MD5.HashData([.. EmptyPasswordPadding, .. documentId]);
        for (var round = 0; round < 20; round++)
        {
            value = Rc4.Transform([.. key.Select(b => (byte)(b ^ round))], value);
        }

        return value;
    }

    private static byte[]? FromSha2(EncryptionDictionary encryption)
    {
        var entry = encryption.UserEntry.AsSpan();
        if (entry.Length < EntryLength + (2 * SaltLength) || encryption.UserKeyEntry.Length < EntryLength)
        {
            return null;
        }

        var validationSalt = entry.Slice(EntryLength, SaltLength);
        var keySalt = entry.Slice(EntryLength + SaltLength, SaltLength);
        if (!Hash(encryption.Revision, validationSalt).AsSpan().SequenceEqual(entry[..EntryLength]))
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.Key = Hash(encryption.Revision, keySalt);
        return aes.DecryptCbc(encryption.UserKeyEntry.AsSpan(0, EntryLength), new byte[16], PaddingMode.None);
    }

    private static byte[] Hash(int revision, ReadOnlySpan<byte> salt)
    {
        var hash = SHA256.HashData(salt);
        return revision == 5 ? hash : HardenedHash(hash);
    }

    // Algorithm 2.B with an empty password and no owner entry.
    private static byte[] HardenedHash(byte[] hash)
    {
        using var aes = Aes.Create();
        for (var round = 1; ; round++)
        {
            var block = new byte[hash.Length * 64];
            for (var i = 0; i < 64; i++)
            {
                hash.CopyTo(block, i * hash.Length);
            }

            aes.Key = hash[..16];
            var encrypted = aes.EncryptCbc(block, hash.AsSpan(16, 16), PaddingMode.None);
            var remainder = encrypted.Take(16).Sum(b => b) % 3;
            hash = remainder switch
            {
                0 => SHA256.HashData(encrypted),
                1 => SHA384.HashData(encrypted),
                _ => SHA512.HashData(encrypted),
            };
            if (round >= 64 && encrypted[^1] <= round - 32)
            {
                return hash[..32];
            }
        }
    }
}

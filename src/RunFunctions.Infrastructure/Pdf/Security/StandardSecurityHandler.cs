using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using RunFunctions.Infrastructure.Pdf.Objects;

namespace RunFunctions.Infrastructure.Pdf.Security;

/// <summary>Decrypts the strings and streams of a document that opens with the empty user password.</summary>
[SuppressMessage("Security", "CA5351", Justification = "The file format prescribes MD5; nothing is protected with it here.")]
internal sealed class StandardSecurityHandler
{
    private const int AesBlock = 16;

    private readonly byte[] _fileKey;
    private readonly EncryptionDictionary _encryption;

    private StandardSecurityHandler(byte[] fileKey, EncryptionDictionary encryption)
    {
        _fileKey = fileKey;
        _encryption = encryption;
    }

    /// <exception cref="PdfPasswordException">The empty password does not open the document.</exception>
    public static StandardSecurityHandler Open(PdfDictionary dictionary, byte[] documentId, Func<PdfObject?, PdfObject> resolve)
    {
        var encryption = EncryptionDictionary.Read(dictionary, resolve);
        var key = FileKey.ForEmptyPassword(encryption, documentId) ?? throw new PdfPasswordException();
        return new StandardSecurityHandler(key, encryption);
    }

    public Decryptor? ForStrings(int number, int generation) => For(_encryption.Strings, number, generation);

    public Decryptor? ForStreams(int number, int generation) => For(_encryption.Streams, number, generation);

    private Decryptor? For(CipherMethod method, int number, int generation)
    {
        switch (method)
        {
            case CipherMethod.Rc4:
                var rc4Key = ObjectKey(number, generation, []);
                return bytes => Rc4.Transform(rc4Key, bytes);
            case CipherMethod.Aes128:
                var aesKey = ObjectKey(number, generation, "sAlT"u8);
                return bytes => DecryptAes(aesKey, bytes);
            case CipherMethod.Aes256:
                return bytes => DecryptAes(_fileKey, bytes);
            default:
                return null;
        }
    }

    private byte[] ObjectKey(int number, int generation, ReadOnlySpan<byte> salt)
    {
        Span<byte> identity = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(identity, number);
        BinaryPrimitives.WriteInt32LittleEndian(identity[3..], generation);
        var hash = MD5.HashData([.. _fileKey, .. identity[..5], .. salt]);
        return hash[..Math.Min(_fileKey.Length + 5, 16)];
    }

    // Lenient about the padding: damaged data loses its last block, not its text.
    private static byte[] DecryptAes(byte[] key, ReadOnlySpan<byte> bytes)
    {
        var length = (bytes.Length - AesBlock) / AesBlock * AesBlock;
        if (length <= 0)
        {
            return [];
        }

        using var aes = Aes.Create();
        aes.Key = key.Length is 16 or 24 or 32 ? key : throw new PdfFormatException("key length");
        var clear = aes.DecryptCbc(bytes.Slice(AesBlock, length), bytes[..AesBlock], PaddingMode.None);
        var padding = clear[^1];
        return padding is > 0 and <= AesBlock ? clear[..^padding] : clear;
    }
}

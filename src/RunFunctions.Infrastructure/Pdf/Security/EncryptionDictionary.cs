using RunFunctions.Infrastructure.Pdf.Objects;

namespace RunFunctions.Infrastructure.Pdf.Security;

/// <summary>How the bytes of strings or of streams are encrypted.</summary>
internal enum CipherMethod
{
    None,
    Rc4,
    Aes128,
    Aes256,
}

/// <summary>The entries of a standard security handler's dictionary that deciding on the file key needs (ISO 32000-2, 7.6.4).</summary>
internal sealed record EncryptionDictionary(
    int Revision,
    int KeyLength,
    byte[] OwnerEntry,
    byte[] UserEntry,
    byte[] UserKeyEntry,
    int Permissions,
    bool EncryptsMetadata,
    CipherMethod Strings,
    CipherMethod Streams)
{
    /// <param name="dictionary">The <c>Encrypt</c> entry of the trailer.</param>
    /// <param name="resolve">Follows references.</param>
    /// <exception cref="PdfPasswordException">The scheme is none that this reader knows.</exception>
    public static EncryptionDictionary Read(PdfDictionary dictionary, Func<PdfObject?, PdfObject> resolve)
    {
        int? Number(PdfDictionary from, string key) => (resolve(from[key]) as PdfNumber)?.Integer;
        string? Name(PdfDictionary from, string key) => (resolve(from[key]) as PdfName)?.Value;
        byte[] Bytes(string key) => (resolve(dictionary[key]) as PdfString)?.Bytes ?? [];

        var version = Number(dictionary, "V") ?? 0;
        var revision = Number(dictionary, "R") ?? 0;
        if (Name(dictionary, "Filter") != "Standard" || version is not (1 or 2 or 4 or 5) || revision is < 2 or > 6)
        {
            throw new PdfPasswordException();
        }

        CipherMethod Method(string key)
        {
            if (version < 4)
            {
                return CipherMethod.Rc4;
            }

            var filters = resolve(dictionary["CF"]) as PdfDictionary;
            var filter = resolve(filters?[Name(dictionary, key) ?? "Identity"]) as PdfDictionary;
            return filter is null
                ? CipherMethod.None
                : Name(filter, "CFM") switch
                {
                    "V2" => CipherMethod.Rc4,
                    "AESV2" => CipherMethod.Aes128,
                    "AESV3" => CipherMethod.Aes256,
                    _ => CipherMethod.None,
                };
        }

        var bits = version switch
        {
            1 => 40,
            2 => Number(dictionary, "Length") ?? 40,
            4 => 128,
            _ => 256,
        };
        return new EncryptionDictionary(
            revision,
            Math.Clamp(bits / 8, 5, 32),
            Bytes("O"),
            Bytes("U"),
            Bytes("UE"),
            unchecked((int)(uint)(long)((resolve(dictionary["P"]) as PdfNumber)?.Value ?? 0)),
            (resolve(dictionary["EncryptMetadata"]) as PdfBoolean)?.Value ?? true,
            Method("StrF"),
            Method("StmF"));
    }
}

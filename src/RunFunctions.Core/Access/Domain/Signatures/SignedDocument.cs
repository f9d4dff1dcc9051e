using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RunFunctions.Core.Access.Domain.Signatures;

/// <summary>What verification of a signed document found.</summary>
public enum SignatureVerdict
{
    /// <summary>It is what the holder of the key signed, to the last byte.</summary>
    Valid,

    /// <summary>It is no JSON object, or not in its canonical form.</summary>
    NotCanonical,

    /// <summary>Members are missing: it is no signed document.</summary>
    Incomplete,

    /// <summary>Its content has another hash than it says.</summary>
    HashDiffers,

    /// <summary>It was not signed with this key.</summary>
    SignatureDiffers,
}

/// <summary>
/// A JSON object that proves by itself, and a public key, who issued it. Member <c>key</c> names the key, <c>sha256</c> is the
/// hash and <c>signature</c> the signature of <see cref="CanonicalJson"/> of every other member; the whole is canonical, too.
/// </summary>
public static class SignedDocument
{
    private const string Key = "key";
    private const string Hash = "sha256";
    private const string Signature = "signature";

    /// <summary>Signs a content that has none of the three members.</summary>
    public static byte[] Sign(JsonElement content, SignatureKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var document = JsonObject.Create(content) ?? throw new ArgumentException("Only an object can be signed.", nameof(content));
        document.Add(Key, new JsonObject { ["algorithm"] = SignatureKey.Algorithm, ["id"] = key.Id });
        var signed = Canonical(document);
        document.Add(Hash, Convert.ToHexStringLower(SHA256.HashData(signed)));
        document.Add(Signature, Base64Url.EncodeToString(key.Sign(signed)));
        return Canonical(document);
    }

    /// <summary>Checks a document against a public key; needs nothing else.</summary>
    public static SignatureVerdict Verify(ReadOnlyMemory<byte> document, string publicKeyPem)
    {
        if (Read(document) is not { } content)
        {
            return SignatureVerdict.NotCanonical;
        }

        if (!content.Remove(Hash, out var hash) || !content.Remove(Signature, out var signature)
            || hash?.GetValueKind() != JsonValueKind.String || signature?.GetValueKind() != JsonValueKind.String
            || !content.ContainsKey(Key))
        {
            return SignatureVerdict.Incomplete;
        }

        var signed = Canonical(content);
        if (hash.GetValue<string>() != Convert.ToHexStringLower(SHA256.HashData(signed)))
        {
            return SignatureVerdict.HashDiffers;
        }

        // There is exactly one spelling of each signature.
        var text = signature.GetValue<string>();
        return Base64Url.IsValid(text) && Base64Url.DecodeFromChars(text) is var bytes && Base64Url.EncodeToString(bytes) == text
            && SignatureKey.Verify(publicKeyPem, signed, bytes)
                ? SignatureVerdict.Valid
                : SignatureVerdict.SignatureDiffers;
    }

    private static JsonObject? Read(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var parsed = JsonDocument.Parse(document, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return parsed.RootElement.ValueKind == JsonValueKind.Object && CanonicalJson.Write(parsed.RootElement).AsSpan().SequenceEqual(document.Span)
                ? JsonObject.Create(parsed.RootElement.Clone())
                : null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException)
        {
            return null;
        }
    }

    private static byte[] Canonical(JsonObject document) => CanonicalJson.Write(JsonSerializer.SerializeToElement(document, SignedDocumentJson.Default.JsonObject));
}

using System.Security.Cryptography;
using System.Text.Json;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>The kind of document that reviews are learned for (specs/documents.md §5.4, ctx_v1).</summary>
public static class ContextKey
{
    private const string DefaultDocumentType = "veterinary_record";
    private const string UnknownLanguage = "unknown";

    /// <param name="language">ISO 639-1 code; null or blank when unknown.</param>
    /// <param name="documentType">Null or blank for a veterinary record.</param>
    /// <returns><c>ctx_v1:</c> and 64 hexadecimal digits.</returns>
    public static string Version1(string? language, string? documentType = null)
    {
        using var canonical = new MemoryStream();
        using (var json = new Utf8JsonWriter(canonical))
        {
            json.WriteStartObject();
            json.WriteString("context_version", "v1");
            json.WriteString("document_type", Plain(documentType, DefaultDocumentType));
            json.WriteString("language", Plain(language, UnknownLanguage));
            json.WriteEndObject();
        }

        return "ctx_v1:" + Convert.ToHexStringLower(SHA256.HashData(canonical.GetBuffer().AsSpan(0, (int)canonical.Length)));
    }

    private static string Plain(string? value, string otherwise)
        => string.IsNullOrWhiteSpace(value) ? otherwise : value.Trim().ToLowerInvariant();
}

using System.Security.Cryptography;
using System.Text.Json;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>The kind of document that reviews are learned for (specs/documents.md §5.4).</summary>
public static class ContextKey
{
    private const string DefaultDocumentType = "veterinary_record";
    private const string Unknown = "unknown";

    /// <summary>The key of the system that is replaced.</summary>
    /// <param name="language">ISO 639-1 code; null or blank when unknown.</param>
    /// <param name="documentType">Null or blank for a veterinary record.</param>
    /// <returns><c>ctx_v1:</c> and 64 hexadecimal digits.</returns>
    public static string Version1(string? language, string? documentType = null) => "ctx_v1:" + Hash(
        ("context_version", "v1"), ("document_type", Plain(documentType, DefaultDocumentType)), ("language", Plain(language, Unknown)));

    /// <summary>The key of new interpretations: another reader, interpreter or contract is learned for anew.</summary>
    /// <param name="language">ISO 639-1 code; null or blank when unknown.</param>
    /// <param name="extractor">Name and version of what read the text; null or blank when unknown.</param>
    /// <param name="interpreter">Name and version of what interpreted it.</param>
    /// <param name="schemaContract">The contract of the result.</param>
    /// <param name="documentType">Null or blank for a veterinary record.</param>
    /// <returns><c>ctx_v2:</c> and 64 hexadecimal digits.</returns>
    public static string Version2(string? language, string? extractor, string interpreter, string schemaContract, string? documentType = null) => "ctx_v2:" + Hash(
        ("context_version", "v2"),
        ("document_type", Plain(documentType, DefaultDocumentType)),
        ("extractor_version", Plain(extractor, Unknown)),
        ("interpreter_version", Plain(interpreter, Unknown)),
        ("language", Plain(language, Unknown)),
        ("schema_contract", Plain(schemaContract, Unknown)));

    // JSON without spaces, members in the order given: that of their names.
    private static string Hash(params (string Name, string Value)[] members)
    {
        using var canonical = new MemoryStream();
        using (var json = new Utf8JsonWriter(canonical))
        {
            json.WriteStartObject();
            foreach (var (name, value) in members)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(canonical.GetBuffer().AsSpan(0, (int)canonical.Length)));
    }

    private static string Plain(string? value, string otherwise)
        => string.IsNullOrWhiteSpace(value) ? otherwise : value.Trim().ToLowerInvariant();
}

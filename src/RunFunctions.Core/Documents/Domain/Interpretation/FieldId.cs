using System.Security.Cryptography;
using System.Text;

namespace RunFunctions.Core.Documents.Domain.Interpretation;

/// <summary>
/// Ids of machine fields: the same document, key and rank give the same id in every run, so that links to evidence
/// survive reprocessing (specs/documents.md §9.2 item 17).
/// </summary>
public static class FieldId
{
    /// <param name="documentId">The document.</param>
    /// <param name="key">Field key.</param>
    /// <param name="ordinal">0 for the first value of the key, 1 for the second.</param>
    /// <returns>A UUID of version 8 (content-derived), lowercase.</returns>
    public static string For(DocumentId documentId, string key, int ordinal)
    {
        const int UuidLength = 16;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{documentId}\n{key}\n{ordinal}")).AsSpan(0, UuidLength);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("D");
    }
}

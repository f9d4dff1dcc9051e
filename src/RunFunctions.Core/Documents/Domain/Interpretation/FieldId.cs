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
    public static string For(DocumentId documentId, string key, int ordinal) => ContentUuid.Of($"{documentId}\n{key}\n{ordinal}");
}

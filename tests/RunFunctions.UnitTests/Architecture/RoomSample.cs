using RunFunctions.Core.Documents.Domain;

namespace RunFunctions.Core.Diagnosis.Sample;

/// <summary>A type in the wrong place, on which the rule about rooms must be seen to fail.</summary>
internal static class UsesDocuments
{
    public static bool IsDocument(string text) => DocumentId.TryParse(text, out _);
}

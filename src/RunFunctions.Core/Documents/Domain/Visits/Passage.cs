using System.Runtime.InteropServices;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>A stretch of the document text in UTF-16 code units; the end is not part of it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Passage(int Start, int End)
{
    public string In(string text) => text[Start..End];
}

internal static class CandidatePassages
{
    /// <summary>From the label of a candidate to the end of its value, also where the snippet was cut.</summary>
    public static Passage Passage(this Candidate candidate, DocumentText document)
    {
        var start = candidate.Evidence.Offset ?? 0;
        var reach = Math.Min(document.Text.Length, start + Evidence.MaxSnippetLength + candidate.RawValue.Length);
        var value = document.Text.AsSpan(start, reach - start).IndexOf(candidate.RawValue, StringComparison.Ordinal);
        return value < 0
            ? new Passage(start, Math.Min(reach, start + candidate.Evidence.Snippet.Length))
            : new Passage(start, start + value + candidate.RawValue.Length);
    }
}

using System.Runtime.InteropServices;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>A stretch of the document text in UTF-16 code units; the end is not part of it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextSpan(int Start, int End)
{
    public string In(string text) => text[Start..End];
}

internal static class CandidateSpans
{
    /// <summary>From the label of a candidate to the end of its value, also where the snippet was cut.</summary>
    public static TextSpan SpanIn(this Candidate candidate, DocumentText document)
        => candidate.ValueIn(document) with { Start = candidate.Evidence.Offset ?? 0 };

    /// <summary>The value of a candidate as written.</summary>
    public static TextSpan ValueIn(this Candidate candidate, DocumentText document)
    {
        var start = candidate.Evidence.Offset ?? 0;
        var reach = Math.Min(document.Text.Length, start + Evidence.MaxSnippetLength + candidate.RawValue.Length);
        var value = document.Text.AsSpan(start, reach - start).IndexOf(candidate.RawValue, StringComparison.Ordinal);
        return value < 0
            ? new TextSpan(start, Math.Min(reach, start + candidate.Evidence.Snippet.Length))
            : new TextSpan(start + value, start + value + Length(candidate));
    }

    /// <summary>Of a day or a weight only as much as was read: more may be told in the same line.</summary>
    private static int Length(Candidate candidate)
    {
        var folded = FoldedText.Of(candidate.RawValue);
        var read = candidate.Key == FieldKeys.Weight ? BodyWeight.LengthAtStart(folded.Text)
            : FieldNormaliser.IsDate(candidate.Key) ? RecordDate.LengthAtStart(folded.Text)
            : null;
        return read is { } length ? folded.OriginOf(length) : candidate.RawValue.Length;
    }
}

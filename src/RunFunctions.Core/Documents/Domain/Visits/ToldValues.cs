using System.Collections.Frozen;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>What labels announce is a field already and is not told again in the notes (specs/documents.md §9.2 item 13).</summary>
/// <param name="Spans">From label to end of value, in order of place, without overlaps.</param>
/// <param name="Values">Folded.</param>
internal sealed record ToldValues(IReadOnlyList<TextSpan> Spans, IReadOnlySet<string> Values)
{
    private const string LabelRule = "label_regex::";

    public static ToldValues Of(DocumentText document, IEnumerable<Candidate> candidates)
    {
        var labelled = candidates
            .Where(candidate => candidate.Key != FieldKeys.Language && candidate.MappingId.StartsWith(LabelRule, StringComparison.Ordinal))
            .ToList();
        var spans = new List<TextSpan>();
        foreach (var span in labelled.Select(candidate => candidate.SpanIn(document)).OrderBy(span => span.Start))
        {
            if (spans.Count > 0 && span.Start <= spans[^1].End)
            {
                spans[^1] = spans[^1] with { End = Math.Max(spans[^1].End, span.End) };
            }
            else
            {
                spans.Add(span);
            }
        }

        return new(spans, labelled.Select(candidate => FoldedText.Fold(candidate.RawValue)).ToFrozenSet());
    }
}

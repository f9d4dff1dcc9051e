using System.Collections.Frozen;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>What labels announce is a field already and is not told again in the notes (specs/documents.md §9.2 item 13).</summary>
/// <param name="Passages">From label to end of value, in order of place, without overlaps.</param>
/// <param name="Values">Folded.</param>
internal sealed record TakenPassages(IReadOnlyList<Passage> Passages, IReadOnlySet<string> Values)
{
    private const string LabelRule = "label_regex::";

    public static TakenPassages Of(DocumentText document, IEnumerable<Candidate> candidates)
    {
        var labelled = candidates
            .Where(candidate => candidate.Key != FieldKeys.Language && candidate.MappingId.StartsWith(LabelRule, StringComparison.Ordinal))
            .ToList();
        var passages = new List<Passage>();
        foreach (var passage in labelled.Select(candidate => candidate.Passage(document)).OrderBy(passage => passage.Start))
        {
            if (passages.Count > 0 && passage.Start <= passages[^1].End)
            {
                passages[^1] = passages[^1] with { End = Math.Max(passages[^1].End, passage.End) };
            }
            else
            {
                passages.Add(passage);
            }
        }

        return new(passages, labelled.Select(candidate => FoldedText.Fold(candidate.RawValue)).ToFrozenSet());
    }
}

using RunFunctions.Core.Documents.Domain.LanguageModel;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>
/// Mines the text of one visit by itself, so that a value belongs to the visit in whose text it stands and a value that
/// two visits tell is of both.
/// </summary>
internal static class VisitMining
{
    /// <summary>Candidates of visit keys and of the weight, with their places in the whole document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="whole">What the whole document gave.</param>
    /// <param name="spans">Where in it the visit is told.</param>
    public static CandidateSet Of(DocumentText document, MiningResult whole, IEnumerable<TextSpan> spans)
    {
        var candidates = new CandidateSet();
        foreach (var span in Joined(spans))
        {
            var quotedHere = whole.Quoted.Select(passage => passage.Within(span.Start, span.End)).OfType<QuotedPassage>().ToList();
            var mined = CandidateMiner.Mine(new DocumentText(span.In(document.Text), []), whole.ToldLanguage, quotedHere).Candidates;
            foreach (var candidate in VisitKeys.Mined.SelectMany(key => mined[key]))
            {
                var offset = span.Start + candidate.Evidence.Offset;
                candidates.Add(candidate with
                {
                    Evidence = candidate.Evidence with { Offset = offset, Page = document.PageAt(offset ?? span.Start) },
                });
            }
        }

        return candidates;
    }

    private static List<TextSpan> Joined(IEnumerable<TextSpan> spans)
    {
        var joined = new List<TextSpan>();
        foreach (var span in spans.Where(span => span.End > span.Start))
        {
            if (joined.Count > 0 && joined[^1].End == span.Start)
            {
                joined[^1] = joined[^1] with { End = span.End };
            }
            else
            {
                joined.Add(span);
            }
        }

        return joined;
    }
}

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
    public static CandidateSet Of(DocumentText document, IEnumerable<Passage> passages)
    {
        var candidates = new CandidateSet();
        foreach (var passage in Joined(passages))
        {
            var mined = LabelledCandidateMiner.Mine(new DocumentText(passage.In(document.Text), [])).Candidates;
            foreach (var candidate in VisitKeys.Mined.SelectMany(key => mined[key]))
            {
                var offset = passage.Start + candidate.Evidence.Offset;
                candidates.Add(candidate with
                {
                    Evidence = candidate.Evidence with { Offset = offset, Page = document.PageAt(offset ?? passage.Start) },
                });
            }
        }

        return candidates;
    }

    private static List<Passage> Joined(IEnumerable<Passage> passages)
    {
        var joined = new List<Passage>();
        foreach (var passage in passages.Where(passage => passage.End > passage.Start))
        {
            if (joined.Count > 0 && joined[^1].End == passage.Start)
            {
                joined[^1] = joined[^1] with { End = passage.End };
            }
            else
            {
                joined.Add(passage);
            }
        }

        return joined;
    }
}

using RunFunctions.Core.Documents.Domain.LanguageModel;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Proposes what a language model read, under the normalisation and the guards of every other value.</summary>
internal static class QuotedValueMiner
{
    public static void Mine(RecordText record, CandidateProposals proposals, IEnumerable<QuotedPassage> quoted)
    {
        foreach (var passage in quoted)
        {
            proposals.Propose(
                passage.Key,
                new Passage(Folded(passage.Start), Folded(passage.ValueStart), Folded(passage.ValueEnd)) { EvidenceEnd = Folded(passage.End) },
                passage.MappingId,
                Candidate.Quoted);
        }

        int Folded(int offset) => record.Folded.IndexOf(offset);
    }
}

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Candidates by field in the order in which they were found; of equal values the first one stays.</summary>
public sealed class CandidateSet
{
    private readonly Dictionary<string, List<Candidate>> _byKey = [];
    private readonly HashSet<(string Key, string FoldedValue)> _seen = [];

    public IEnumerable<string> Keys => _byKey.Keys;

    public IReadOnlyList<Candidate> this[string key] => _byKey.TryGetValue(key, out var candidates) ? candidates : [];

    public void Add(Candidate candidate)
    {
        if (!_seen.Add((candidate.Key, FoldedText.Fold(candidate.Value))))
        {
            return;
        }

        if (!_byKey.TryGetValue(candidate.Key, out var candidates))
        {
            _byKey[candidate.Key] = candidates = [];
        }

        candidates.Add(candidate);
    }
}

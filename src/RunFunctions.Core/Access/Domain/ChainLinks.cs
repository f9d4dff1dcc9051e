namespace RunFunctions.Core.Access.Domain;

/// <summary>What a verification remembers of one chain.</summary>
internal sealed class ChainLinks
{
    private readonly SortedDictionary<int, Link> _genuine = [];
    private readonly List<(int Sequence, string RowKey)> _twice = [];

    /// <summary>Places whose records are there, but changed or under another key.</summary>
    public HashSet<int> Elsewhere { get; } = [];

    /// <summary>The chain's head, when it is genuine.</summary>
    public AuditChainHead? Head { get; set; }

    public bool HasGenuine => _genuine.Count > 0;

    /// <summary>How many records the chain must have: as its head says, or as the last genuine one shows.</summary>
    public int Length => Math.Max(Head?.Count ?? 0, HasGenuine ? _genuine.Keys.Last() : 0);

    public bool IsPlaceTaken(int sequence) => _genuine.ContainsKey(sequence);

    public void Add(string rowKey, AuditRecord record)
    {
        if (!_genuine.TryAdd(record.Sequence, new Link(rowKey, record.PreviousHash, record.Hash, record.Entry.At)))
        {
            _twice.Add((record.Sequence, rowKey));
        }
    }

    public IEnumerable<AuditFinding> Check(OrganizationId organization, AuditChainId chain, TimeSpan headLag) =>
    [
        .. _twice.Select(record => new AuditFinding(AuditFindingKind.Inserted, chain, record.Sequence, RowKey: record.RowKey)),
        .. Missing(chain),
        .. Broken(chain, AuditChain.BeginningOf(organization, chain)),
        .. IsContradicted(AuditChain.BeginningOf(organization, chain), headLag) ? new[] { new AuditFinding(AuditFindingKind.HeadMismatch, chain, Head!.Count) } : [],
    ];

    private IEnumerable<AuditFinding> Missing(AuditChainId chain)
    {
        var expected = 1;
        foreach (var present in _genuine.Keys.Concat(Elsewhere).Where(sequence => sequence <= Length).Distinct().Order().Append(Length + 1))
        {
            if (present > expected)
            {
                yield return new AuditFinding(AuditFindingKind.Missing, chain, expected, Through: present - 1);
            }

            expected = present + 1;
        }
    }

    private IEnumerable<AuditFinding> Broken(AuditChainId chain, string beginning)
    {
        foreach (var (sequence, link) in _genuine)
        {
            var before = sequence == 1 ? beginning : _genuine.GetValueOrDefault(sequence - 1)?.Hash;
            if (before is not null && before != link.PreviousHash)
            {
                yield return new AuditFinding(AuditFindingKind.OutOfOrder, chain, sequence, RowKey: link.RowKey);
            }
        }
    }

    private bool IsContradicted(string beginning, TimeSpan headLag)
    {
        if (Head is null)
        {
            return false;
        }

        var last = Head.Count == 0 ? beginning : _genuine.GetValueOrDefault(Head.Count)?.Hash;
        return (last is not null && last != Head.Hash)
            || (_genuine.TryGetValue(Head.Count + 1, out var first) && _genuine.Values.Last().At - first.At > headLag);
    }

    private sealed record Link(string RowKey, string PreviousHash, string Hash, DateTimeOffset At);
}

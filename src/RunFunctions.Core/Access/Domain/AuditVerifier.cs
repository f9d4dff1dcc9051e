namespace RunFunctions.Core.Access.Domain;

/// <summary>
/// Verifies one day of an organization's audit: every record is taken in turn, then the day is closed with the heads of its
/// chains. Keeps a few values of each record, so that what it holds is as large as the day.
/// </summary>
public sealed class AuditVerifier(OrganizationId organization, DateOnly day)
{
    // A process brings its head up to date within a second. A minute more means that the head was put back.
    private static readonly TimeSpan HeadLag = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, ChainLinks> _chains = new(StringComparer.Ordinal);
    private readonly List<AuditFinding> _findings = [];
    private readonly List<AuditFinding> _forged = [];

    /// <summary>Takes one record.</summary>
    /// <param name="stored">As it lies in storage.</param>
    /// <param name="key">The key that it names; null when there is none.</param>
    public void Add(StoredAuditRecord stored, SigningKey? key)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (stored.Record is not { } record)
        {
            AddAtFault(AuditFindingKind.Unreadable, stored);
        }
        else if (key is null)
        {
            AddAtFault(AuditFindingKind.UnknownKey, stored);
        }
        else if (!record.IsGenuine(key))
        {
            AddAtFault(AuditFindingKind.Edited, stored);
        }
        else if (!stored.IsInPlace || record.Entry.Organization != organization || record.Chain.Day != day)
        {
            _findings.Add(new AuditFinding(AuditFindingKind.Moved, record.Chain, record.Sequence, RowKey: stored.RowKey));
            if (record.Chain.Day == day)
            {
                LinksOf(record.Instance).Elsewhere.Add(record.Sequence);
            }
        }
        else
        {
            LinksOf(record.Instance).Add(stored.RowKey, record);
        }
    }

    /// <summary>Closes the day.</summary>
    /// <param name="heads">Every head of the day, with the key that it names.</param>
    /// <param name="others">Chains that these heads name, are not among them, and are registered all the same: those of other days.</param>
    /// <returns>What is wrong; empty when everything is as it was written.</returns>
    public IReadOnlyList<AuditFinding> Close(IReadOnlyList<(StoredAuditHead Stored, SigningKey? Key)> heads, IReadOnlySet<AuditChainId> others)
    {
        ArgumentNullException.ThrowIfNull(heads);
        ArgumentNullException.ThrowIfNull(others);
        HashSet<AuditChainId> registered = [.. heads.Select(head => head.Stored.Chain)];
        HashSet<AuditChainId> unregistered = [];
        foreach (var (stored, key) in heads)
        {
            var head = Check(stored, key);
            LinksOf(stored.Chain.Instance).Head = head;
            unregistered.UnionWith(head?.Before.Where(chain => !registered.Contains(chain) && !others.Contains(chain)) ?? []);
        }

        foreach (var (instance, links) in _chains)
        {
            var chain = new AuditChainId(day, instance);
            if (!registered.Contains(chain) && links.HasGenuine)
            {
                unregistered.Add(chain);
            }

            _findings.AddRange(links.Check(organization, chain, HeadLag));
        }

        _findings.AddRange(_forged.Select(Classify));
        _findings.AddRange(unregistered.Select(chain => new AuditFinding(AuditFindingKind.HeadMissing, chain)));
        return _findings;
    }

    private void AddAtFault(AuditFindingKind kind, StoredAuditRecord stored)
    {
        // The content cannot be trusted: the key says where it is.
        var finding = new AuditFinding(kind, stored.Chain, stored.Sequence, RowKey: stored.RowKey);
        (kind == AuditFindingKind.Edited ? _forged : _findings).Add(finding);
        if (stored.Sequence is { } sequence)
        {
            LinksOf(stored.Chain.Instance).Elsewhere.Add(sequence);
        }
    }

    // Without the key, a record is told from an edited one by its place: there was none there.
    private AuditFinding Classify(AuditFinding forged)
    {
        var links = LinksOf(forged.Chain.Instance);
        return forged.Sequence is not { } sequence || links.IsPlaceTaken(sequence) || sequence > links.Length
            ? forged with { Kind = AuditFindingKind.Inserted }
            : forged;
    }

    private AuditChainHead? Check(StoredAuditHead stored, SigningKey? key)
    {
        if (stored.Head is { } head && key is not null && head.IsGenuine(key))
        {
            return head;
        }

        var kind = stored.Head is not null && key is null ? AuditFindingKind.UnknownKey : AuditFindingKind.HeadMismatch;
        _findings.Add(new AuditFinding(kind, stored.Chain, RowKey: stored.RowKey));
        return null;
    }

    private ChainLinks LinksOf(string instance)
    {
        if (!_chains.TryGetValue(instance, out var links))
        {
            _chains.Add(instance, links = new ChainLinks());
        }

        return links;
    }
}

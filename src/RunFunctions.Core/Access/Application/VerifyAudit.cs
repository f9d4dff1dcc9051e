using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>Verifies the audit of an organization, one day after another.</summary>
public sealed class VerifyAudit(IAuditTrail trail, IKeyRing keys)
{
    /// <summary>Most days at once.</summary>
    public const int MaxDays = 31;

    /// <summary>Most findings that are told; the others are counted.</summary>
    public const int MaxFindings = 200;

    /// <param name="organization">Whose audit.</param>
    /// <param name="from">First day, UTC.</param>
    /// <param name="to">Last day, UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<AuditVerification>> HandleAsync(OrganizationId organization, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var days = to.DayNumber - from.DayNumber + 1;
        if (days is < 1 or > MaxDays)
        {
            return Refusal.Invalid("to", "range", $"Expected a day from the first one on, {MaxDays} days at most.");
        }

        var known = new KnownKeys(organization, keys);
        var total = new AuditVerification(days, 0, 0, 0, []);
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            total = total.With(await VerifyAsync(organization, day, known, cancellationToken));
        }

        return total;
    }

    private async Task<AuditVerification> VerifyAsync(OrganizationId organization, DateOnly day, KnownKeys known, CancellationToken cancellationToken)
    {
        // Heads first: whatever they count was stored before.
        var heads = (await trail.ReadHeadsAsync(organization, day, cancellationToken)).ToDictionary(head => head.Chain);
        List<StoredAuditRecord> unregistered = [];
        var verifier = new AuditVerifier(organization, day);
        var entries = 0L;
        await foreach (var stored in trail.ReadDayAsync(organization, day, cancellationToken))
        {
            entries++;
            if (heads.ContainsKey(stored.Chain))
            {
                verifier.Add(stored, await known.FindAsync(stored.Record?.KeyId, cancellationToken));
            }
            else
            {
                unregistered.Add(stored);
            }
        }

        // A chain that has a head by now began meanwhile: it is for the next verification.
        var begun = unregistered.Count == 0 ? [] : (await trail.ReadHeadsAsync(organization, day, cancellationToken)).Select(head => head.Chain).ToHashSet();
        foreach (var stored in unregistered.Where(stored => !begun.Contains(stored.Chain)))
        {
            verifier.Add(stored, await known.FindAsync(stored.Record?.KeyId, cancellationToken));
        }

        HashSet<AuditChainId> others = [];
        List<(StoredAuditHead, SigningKey?)> withKeys = [];
        foreach (var head in heads.Values)
        {
            withKeys.Add((head, await known.FindAsync(head.Head?.KeyId, cancellationToken)));
            foreach (var before in head.Head?.Before.Where(before => !heads.ContainsKey(before) && !others.Contains(before)) ?? [])
            {
                if (await trail.HasHeadAsync(organization, before, cancellationToken))
                {
                    others.Add(before);
                }
            }
        }

        var findings = verifier.Close(withKeys, others);
        return new AuditVerification(0, heads.Count, entries, findings.Count, findings);
    }

    // A key that does not exist is asked for once.
    private sealed class KnownKeys(OrganizationId organization, IKeyRing keys)
    {
        private readonly Dictionary<string, SigningKey?> _known = new(StringComparer.Ordinal);

        public async ValueTask<SigningKey?> FindAsync(string? id, CancellationToken cancellationToken)
        {
            if (id is null)
            {
                return null;
            }

            if (!_known.TryGetValue(id, out var key))
            {
                _known.Add(id, key = await keys.FindAsync(organization, KeyPurpose.Audit, id, cancellationToken));
            }

            return key;
        }
    }
}

/// <summary>What a verification found.</summary>
/// <param name="Days">Days that were verified.</param>
/// <param name="Chains">Chains registered on them.</param>
/// <param name="Entries">Records that were there.</param>
/// <param name="FindingCount">How many things are wrong.</param>
/// <param name="Findings">The first of them.</param>
public sealed record AuditVerification(int Days, int Chains, long Entries, int FindingCount, IReadOnlyList<AuditFinding> Findings)
{
    internal AuditVerification With(AuditVerification day)
    {
        // A chain that vanished is missed on its own day and on the day that names it.
        var others = day.Findings.Except(Findings).ToList();
        return new AuditVerification(
            Days, Chains + day.Chains, Entries + day.Entries, FindingCount + others.Count, [.. Findings.Concat(others).Take(VerifyAudit.MaxFindings)]);
    }
}

using RunFunctions.Core.Access.Domain;

namespace RunFunctions.UnitTests.Access;

/// <summary>A day of an organization's audit as it was written, to be verified or tampered with.</summary>
internal sealed class AuditDay
{
    public static readonly OrganizationId Organization = OrganizationId.Parse("acme");
    public static readonly DateOnly Day = new(2026, 3, 1);
    public static readonly SigningKey Key = new("0001", new byte[32]);

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <param name="lengths">Records per chain.</param>
    public AuditDay(params int[] lengths)
    {
        for (var i = 0; i < lengths.Length; i++)
        {
            var id = new AuditChainId(Day, $"00000000000{i}");
            var chain = AuditChain.Begin(Organization, id);
            for (var n = 0; n < lengths[i]; n++)
            {
                var record = chain.Next(Entry(n), Key);
                Records.Add(Stored(record));
                chain = chain.With(record);
            }

            Heads.Add(Stored(AuditChainHead.Of(chain, [.. Heads.Select(head => head.Chain).TakeLast(1)], Noon, Key)));
        }
    }

    public List<StoredAuditRecord> Records { get; } = [];

    public List<StoredAuditHead> Heads { get; } = [];

    public static AuditEntry Entry(int seconds) => new(
        Organization, Noon.AddSeconds(seconds), UserId.Parse("user"), "credential", "documents.read", "document", "6f1c", AuditOutcome.Succeeded, null, "request");

    public static StoredAuditRecord Stored(AuditRecord record) =>
        new($"{record.Instance}|{record.Sequence}", record.Chain, record.Sequence, record, IsInPlace: true);

    public static StoredAuditHead Stored(AuditChainHead head) => new(head.Chain.Instance, head.Chain, head);

    public IReadOnlyList<AuditFinding> Verify()
    {
        var verifier = new AuditVerifier(Organization, Day);
        foreach (var record in Records.AsEnumerable().Reverse())
        {
            verifier.Add(record, KeyOf(record.Record?.KeyId));
        }

        return verifier.Close([.. Heads.Select(head => (head, KeyOf(head.Head?.KeyId)))], new HashSet<AuditChainId>());
    }

    private static SigningKey? KeyOf(string? id) => id == Key.Id ? Key : null;
}

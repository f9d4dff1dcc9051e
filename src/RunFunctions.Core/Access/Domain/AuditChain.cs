namespace RunFunctions.Core.Access.Domain;

/// <summary>Names a chain of an organization: one per UTC day and writing process.</summary>
/// <param name="Day">UTC.</param>
/// <param name="Instance">The process: 12 lowercase hex digits.</param>
public readonly record struct AuditChainId(DateOnly Day, string Instance);

/// <summary>
/// The end of a chain, from which the next record follows. A value: whoever could not store a record still has the chain
/// without it.
/// </summary>
/// <param name="Organization">Owner.</param>
/// <param name="Id">Day and process.</param>
/// <param name="Count">Records so far.</param>
/// <param name="Hash">Hash of the last record; before the first, derived from the chain's name.</param>
/// <param name="LastAt">Time of the last record; before the first, the moment before the day.</param>
public sealed record AuditChain(OrganizationId Organization, AuditChainId Id, int Count, string Hash, DateTimeOffset LastAt)
{
    /// <summary>A chain without records.</summary>
    public static AuditChain Begin(OrganizationId organization, AuditChainId id) =>
        new(organization, id, 0, BeginningOf(organization, id), new DateTimeOffset(id.Day, TimeOnly.MinValue, TimeSpan.Zero).AddTicks(-1));

    /// <summary>What the first record has as its previous hash.</summary>
    public static string BeginningOf(OrganizationId organization, AuditChainId id) =>
        AuditMac.Plain("audit-chain-1", organization.Value, AuditMac.Text(id.Day), id.Instance);

    /// <summary>The time that an entry gets as the next record: its own, or just after the last one when clocks or callers disagree.</summary>
    public DateTimeOffset TimeOf(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.At.UtcTicks > LastAt.UtcTicks ? entry.At.ToUniversalTime() : LastAt.AddTicks(1);
    }

    /// <summary>The record that follows.</summary>
    /// <exception cref="ArgumentException">The entry is another organization's, or belongs to a later day.</exception>
    public AuditRecord Next(AuditEntry entry, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var at = TimeOf(entry);
        return entry.Organization == Organization && DateOnly.FromDateTime(at.UtcDateTime) == Id.Day
            ? AuditRecord.Create(entry with { At = at }, Id.Instance, Count + 1, Hash, key)
            : throw new ArgumentException("The entry does not belong to this chain.", nameof(entry));
    }

    /// <summary>The chain with its next record.</summary>
    public AuditChain With(AuditRecord next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return this with { Count = next.Sequence, Hash = next.Hash, LastAt = next.Entry.At };
    }
}

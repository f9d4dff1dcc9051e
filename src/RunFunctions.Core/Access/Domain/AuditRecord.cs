namespace RunFunctions.Core.Access.Domain;

/// <summary>An entry in its place in a chain. Its hash covers every value here and, through the previous hash, all records before.</summary>
/// <param name="Entry">What happened; its time is later than that of the record before.</param>
/// <param name="Instance">The process that wrote it: 12 lowercase hex digits.</param>
/// <param name="Sequence">Place in the chain, from 1.</param>
/// <param name="PreviousHash">Hash of the record before; of the first record, derived from the chain's name.</param>
/// <param name="KeyId">The organization's key of purpose <see cref="KeyPurpose.Audit"/> that the hash was made with.</param>
/// <param name="Hash">HMAC-SHA256, 64 lowercase hex digits.</param>
public sealed record AuditRecord(AuditEntry Entry, string Instance, int Sequence, string PreviousHash, string KeyId, string Hash)
{
    /// <summary>The chain that it belongs to.</summary>
    public AuditChainId Chain => new(DateOnly.FromDateTime(Entry.At.UtcDateTime), Instance);

    /// <summary>Whether nothing was changed since it was written with this key.</summary>
    public bool IsGenuine(SigningKey key) => AuditMac.AreEqual(Hash, HashOf(key));

    internal static AuditRecord Create(AuditEntry entry, string instance, int sequence, string previousHash, SigningKey key)
    {
        var record = new AuditRecord(entry, instance, sequence, previousHash, key.Id, "");
        return record with { Hash = record.HashOf(key) };
    }

    private string HashOf(SigningKey key) => AuditMac.Of(
        key,
        "audit-record-1",
        Entry.Organization.Value,
        Instance,
        AuditMac.Text(Sequence),
        PreviousHash,
        KeyId,
        AuditMac.Text(Entry.At.UtcTicks),
        Entry.User?.Value,
        Entry.CredentialId,
        Entry.Action,
        Entry.ObjectType,
        Entry.ObjectId,
        Entry.Outcome.ToString(),
        Entry.ErrorCode,
        Entry.RequestId);
}

namespace RunFunctions.Core.Access.Domain;

/// <summary>
/// The anchor of a chain, kept apart from its records: it says how many there are and how they end, so that an end that was cut
/// off is missed, and names the chains that were there before it, so that a chain that vanished with its head is missed too.
/// </summary>
/// <param name="Organization">Owner.</param>
/// <param name="Chain">Day and process.</param>
/// <param name="Count">Records when this was written; the chain may have gone on for a second since.</param>
/// <param name="Hash">Hash of that last record.</param>
/// <param name="UpdatedAt">When this was written, UTC.</param>
/// <param name="Before">The newest chains when this one began: heads that no other head named yet.</param>
/// <param name="KeyId">Key that the seal was made with.</param>
/// <param name="Seal">HMAC-SHA256 over everything here, 64 lowercase hex digits.</param>
public sealed record AuditChainHead(
    OrganizationId Organization,
    AuditChainId Chain,
    int Count,
    string Hash,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<AuditChainId> Before,
    string KeyId,
    string Seal)
{
    public static AuditChainHead Of(AuditChain chain, IReadOnlyList<AuditChainId> before, DateTimeOffset at, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(key);
        var head = new AuditChainHead(chain.Organization, chain.Id, chain.Count, chain.Hash, at, before, key.Id, "");
        return head with { Seal = head.SealOf(key) };
    }

    /// <summary>Whether nothing was changed since it was written with this key.</summary>
    public bool IsGenuine(SigningKey key) => AuditMac.AreEqual(Seal, SealOf(key));

    private string SealOf(SigningKey key) => AuditMac.Of(
        key,
        [
            "audit-head-1",
            Organization.Value,
            AuditMac.Text(Chain.Day),
            Chain.Instance,
            AuditMac.Text(Count),
            Hash,
            AuditMac.Text(UpdatedAt.UtcTicks),
            KeyId,
            .. Before.SelectMany(chain => new[] { AuditMac.Text(chain.Day), chain.Instance }),
        ]);
}

namespace RunFunctions.Core.Access.Domain;

/// <summary>A record as it lies in storage, which may not be how it was written.</summary>
/// <param name="RowKey">Where it lies.</param>
/// <param name="Chain">The chain that the key names.</param>
/// <param name="Sequence">The place that the key names; null when it names none.</param>
/// <param name="Record">What it says; null when it cannot be read.</param>
/// <param name="IsInPlace">Whether it lies under the key that follows from what it says.</param>
public sealed record StoredAuditRecord(string RowKey, AuditChainId Chain, int? Sequence, AuditRecord? Record, bool IsInPlace);

/// <summary>A head as it lies in storage.</summary>
/// <param name="RowKey">Where it lies.</param>
/// <param name="Chain">The chain that the key names.</param>
/// <param name="Head">What it says; null when it cannot be read.</param>
public sealed record StoredAuditHead(string RowKey, AuditChainId Chain, AuditChainHead? Head);

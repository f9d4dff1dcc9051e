namespace RunFunctions.Core.Access.Domain;

/// <summary>Something in the audit that is not as it was written.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Chain">The chain that it belongs to, as far as the row still says.</param>
/// <param name="Sequence">Place of the record in its chain; null when it concerns the chain as a whole or cannot be told.</param>
/// <param name="Through">Place of the last record that is missing, of several in a row.</param>
/// <param name="RowKey">Key of the row at fault; null when it is gone.</param>
public sealed record AuditFinding(AuditFindingKind Kind, AuditChainId Chain, int? Sequence = null, int? Through = null, string? RowKey = null);

public enum AuditFindingKind
{
    /// <summary>A value of the record was changed, or the record was made without the key.</summary>
    Edited,

    /// <summary>One or more records are gone.</summary>
    Missing,

    /// <summary>A genuine record lies under a key that is not its own.</summary>
    Moved,

    /// <summary>A genuine record does not follow from the one before it.</summary>
    OutOfOrder,

    /// <summary>A record that was never written here.</summary>
    Inserted,

    /// <summary>A chain is not registered any more, or vanished altogether.</summary>
    HeadMissing,

    /// <summary>The registration of a chain was changed, put back, or does not agree with its records.</summary>
    HeadMismatch,

    /// <summary>A column is missing, of another type, or not ours.</summary>
    Unreadable,

    /// <summary>The key that the hash names does not exist.</summary>
    UnknownKey,
}

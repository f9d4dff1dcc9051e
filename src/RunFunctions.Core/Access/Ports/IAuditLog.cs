using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Access.Ports;

/// <summary>The append-only audit of every organization.</summary>
public interface IAuditLog
{
    /// <summary>
    /// Whether so many entries wait for storage that nothing should be done that adds one. Entries are kept also then: what
    /// was done is never left out.
    /// </summary>
    bool IsFull { get; }

    /// <summary>Appends an entry; it is stored when the task ends. One storage call, shared with whoever writes at the same time.</summary>
    /// <remarks>When storage does not answer the task fails, and the entry is stored as soon as storage answers again.</remarks>
    Task WriteAsync(AuditEntry entry);

    /// <summary>Appends an entry that is stored within a second, together with others. Does not wait for storage.</summary>
    void WriteSoon(AuditEntry entry);
}

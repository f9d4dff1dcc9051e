using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Access.Ports;

/// <summary>The append-only audit of every organization.</summary>
public interface IAuditLog
{
    /// <summary>Appends an entry; it is stored when the task ends. One storage call at most.</summary>
    /// <remarks>When storage does not answer the task fails, and the entry is stored as soon as storage answers again.</remarks>
    Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Appends an entry that is stored within a second, together with others. Does not wait for storage.</summary>
    void WriteSoon(AuditEntry entry);
}

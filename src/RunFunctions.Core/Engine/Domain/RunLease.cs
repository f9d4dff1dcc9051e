namespace RunFunctions.Core.Engine.Domain;

/// <summary>Who may write to a RUNNING run, and until when.</summary>
/// <param name="Owner">Name of the process that wrote last; empty when that process has stopped in order.</param>
/// <param name="Epoch">1 at start, one more with every recovery; a writer with another epoch is refused.</param>
/// <param name="ExpiresAt">UTC; after this the run counts as orphaned.</param>
public sealed record RunLease(string Owner, int Epoch, DateTimeOffset ExpiresAt)
{
    /// <summary>
    /// Whether the owner gave it back: nobody works on the run, and nobody died. The orchestration goes on under the same epoch
    /// wherever it is served next.
    /// </summary>
    public bool IsReleased => Owner.Length == 0;
}

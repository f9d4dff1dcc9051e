namespace RunFunctions.Core.Engine.Domain;

/// <summary>Who may write to a RUNNING run, and until when.</summary>
/// <param name="Owner">Name of the process that wrote last.</param>
/// <param name="Epoch">1 at start, one more with every recovery; a writer with another epoch is refused.</param>
/// <param name="ExpiresAt">UTC; after this the run counts as orphaned.</param>
public sealed record RunLease(string Owner, int Epoch, DateTimeOffset ExpiresAt);

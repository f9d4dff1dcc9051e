using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Core.Documents.Domain.Debugging;

/// <summary>A snapshot that somebody sent; it stands for the run instead of the one made from what the run stored.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="RunId">The run.</param>
/// <param name="CreatedAt">UTC; the snapshot's own time, which orders it.</param>
/// <param name="StoredAt">UTC.</param>
/// <param name="StoredBy">Who sent it.</param>
/// <param name="Content">The snapshot as JSON.</param>
public sealed record StoredSnapshot(
    DocumentId DocumentId, RunId RunId, DateTimeOffset CreatedAt, DateTimeOffset StoredAt, UserId StoredBy, BlobReference Content);

using System.Text.Json.Serialization;

namespace RunFunctions.Core.Engine.Domain.Deletions;

/// <summary>What went with a run. Ids, hashes, times and counts: all that is left of it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Kind">Kind of its subject.</param>
/// <param name="SubjectId">Its subject.</param>
/// <param name="State">How it had ended.</param>
/// <param name="CreatedAt">When it was queued.</param>
/// <param name="ListedAt">Its place in the list.</param>
/// <param name="EndedAt">When it had ended.</param>
/// <param name="ArtifactRows">How many artifact rows went.</param>
/// <param name="EventRows">How many event rows went.</param>
/// <param name="AttachmentRows">How many rows went that its capability kept beside it, such as versions that people made.</param>
/// <param name="Removed">Contents that went.</param>
/// <param name="Kept">Contents that stayed.</param>
public sealed record RemovedRun(
    string RunId,
    string Kind,
    string SubjectId,
    RunState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset ListedAt,
    DateTimeOffset EndedAt,
    int ArtifactRows,
    int EventRows,
    int AttachmentRows,
    IReadOnlyList<RemovedBlob> Removed,
    IReadOnlyList<KeptBlob> Kept)
{
    [JsonIgnore]
    public RunId Id => Domain.RunId.Parse(RunId);

    [JsonIgnore]
    public SubjectKey Subject => new(RunKind.Parse(Kind), SubjectId);
}

/// <param name="ArtifactType">For example <c>RAW_TEXT</c>.</param>
/// <param name="BlobName">Where it was.</param>
/// <param name="Sha256">Lowercase hex.</param>
/// <param name="Size">Bytes.</param>
public sealed record RemovedBlob(string ArtifactType, string BlobName, string Sha256, long Size);

/// <summary>A content that stayed because another run refers to it.</summary>
/// <param name="ArtifactType">For example <c>RAW_TEXT</c>.</param>
/// <param name="BlobName">Where it is.</param>
/// <param name="Sha256">Lowercase hex.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ReferredToBy">A run that refers to it.</param>
public sealed record KeptBlob(string ArtifactType, string BlobName, string Sha256, long Size, string ReferredToBy);

/// <summary>A run that a retention rule meant and that stays.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Reason">Closed reason, as in a refusal.</param>
public sealed record KeptRun(string RunId, string Reason);

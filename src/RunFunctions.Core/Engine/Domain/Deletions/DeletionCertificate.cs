using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunFunctions.Core.Engine.Domain.Deletions;

/// <summary>What was deleted, what was kept and why, by whom and when (docs/deletion.md).</summary>
public sealed record DeletionCertificate(
    string Type,
    string Organization,
    string DeletionId,
    string Policy,
    string OrderedBy,
    DateTimeOffset OrderedAt,
    DateTimeOffset CompletedAt,
    DeletionCounts Counts,
    IReadOnlyList<RemovedRun> Runs,
    IReadOnlyList<KeptRun> KeptRuns)
{
    public const string CurrentType = "deletion-certificate/1";

    public static DeletionCertificate Of(DeletionOrder order, IReadOnlyList<RemovedRun> removed, IReadOnlyList<KeptRun> kept, DateTimeOffset at) => new(
        CurrentType,
        order.Organization.Value,
        order.Id.Value,
        order.Policy,
        order.By.ToString(),
        order.At,
        at,
        new DeletionCounts(
            removed.Count,
            removed.Sum(run => run.ArtifactRows + run.EventRows + run.AttachmentRows + 1),
            removed.Sum(run => run.Removed.Count),
            removed.Sum(run => run.Removed.Sum(blob => blob.Size)),
            removed.Sum(run => run.Kept.Count),
            kept.Count),
        removed,
        kept);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, DeletionJson.Default.DeletionCertificate);
}

/// <param name="Runs">Runs that went.</param>
/// <param name="Rows">Rows that went: runs, artifacts, events, attachments.</param>
/// <param name="Blobs">Contents that went.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="KeptBlobs">Contents that stayed because another run refers to them.</param>
/// <param name="KeptRuns">Runs that stayed although a rule meant them.</param>
public sealed record DeletionCounts(int Runs, int Rows, int Blobs, long Bytes, int KeptBlobs, int KeptRuns);

/// <summary>Wire form of certificates.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DeletionCertificate))]
internal sealed partial class DeletionJson : JsonSerializerContext;

using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Rows of versions that people made; the columns are documented in docs/tables/Runs.md.</summary>
internal static class VersionRows
{
    private const string Number = "VersionNumber";
    private const string BaseNumber = "BaseVersion";
    private const string DataPrefix = "Data";
    private const string ChangesPrefix = "Changes";

    public static TableEntity FromVersion(OrganizationId organization, InterpretationVersion version)
    {
        var row = new TableEntity(RunKeys.Partition(organization, version.RunId), RunKeys.Version(version.RunId, version.Number))
        {
            ["RunId"] = version.RunId.Value,
            [nameof(InterpretationVersion.InterpretationId)] = version.InterpretationId,
            [Number] = version.Number,
            [BaseNumber] = version.BaseNumber!.Value,
            [nameof(InterpretationVersion.Origin)] = version.Origin.ToString(),
            [nameof(InterpretationVersion.CreatedAt)] = version.CreatedAt,
            [nameof(InterpretationVersion.CreatedBy)] = version.CreatedBy!.Value.Value,
            [nameof(InterpretationVersion.ChangeCount)] = version.ChangeCount,
        };
        RunRows.Set(row, nameof(InterpretationVersion.RestoredFrom), version.RestoredFrom);
        SetBlob(row, DataPrefix, version.Data);
        SetBlob(row, ChangesPrefix, version.ChangeLog!);
        return row;
    }

    public static InterpretationVersion ToVersion(TableEntity row) => new()
    {
        RunId = RunId.Parse(RunRows.Text(row, "RunId")),
        InterpretationId = RunRows.Text(row, nameof(InterpretationVersion.InterpretationId)),
        Number = row.GetInt32(Number)!.Value,
        BaseNumber = row.GetInt32(BaseNumber),
        Origin = Enum.Parse<VersionOrigin>(RunRows.Text(row, nameof(InterpretationVersion.Origin))),
        RestoredFrom = row.GetInt32(nameof(InterpretationVersion.RestoredFrom)),
        CreatedAt = RunRows.Time(row, nameof(InterpretationVersion.CreatedAt))!.Value,
        CreatedBy = UserId.Parse(RunRows.Text(row, nameof(InterpretationVersion.CreatedBy))),
        ChangeCount = row.GetInt32(nameof(InterpretationVersion.ChangeCount))!.Value,
        Data = Blob(row, DataPrefix),
        ChangeLog = Blob(row, ChangesPrefix),
    };

    public static RunAttachment ToAttachment(TableEntity row) => new(
        row.RowKey,
        [
            new ProducedArtifact(DocumentArtifacts.StructuredInterpretation, Blob(row, DataPrefix)),
            new ProducedArtifact(DocumentArtifacts.FieldChangeLog, Blob(row, ChangesPrefix)),
        ]);

    private static void SetBlob(TableEntity row, string prefix, BlobReference blob)
    {
        row[prefix + nameof(BlobReference.BlobName)] = blob.BlobName;
        row[prefix + nameof(BlobReference.Sha256)] = blob.Sha256;
        row[prefix + nameof(BlobReference.Size)] = blob.Size;
    }

    private static BlobReference Blob(TableEntity row, string prefix) => new(
        RunRows.Text(row, prefix + nameof(BlobReference.BlobName)),
        RunRows.Text(row, prefix + nameof(BlobReference.Sha256)),
        row.GetInt64(prefix + nameof(BlobReference.Size))!.Value,
        DocumentArtifacts.JsonMediaType);
}

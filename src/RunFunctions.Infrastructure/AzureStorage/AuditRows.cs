using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Records of the audit as rows and back. Keys count time backwards, so that ascending keys are descending time. Rows are read
/// without trust: what was not written exactly so is no record.
/// </summary>
internal static class AuditRows
{
    private const string At = "At";
    private const string User = "User";
    private const string Credential = "Credential";
    private const string Outcome = "Outcome";
    private const int TicksLength = 19;

    // Divides an hour, so that a partition lies within a day.
    private const long BucketTicks = 10 * TimeSpan.TicksPerSecond;

    private const int InstanceLength = 12;
    private const int SequenceLength = 8;

    private static readonly string[] OwnColumns =
        [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), nameof(TableEntity.Timestamp), "odata.etag"];

    /// <summary>The partition of a moment's ten seconds: as small as a busy organization needs, because the emulator's writes cost as much as the partition is large.</summary>
    public static string Partition(OrganizationId organization, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{organization}|{Left(at) / BucketTicks:D11}");

    /// <summary>The smallest row key of a moment; those of earlier moments are larger.</summary>
    public static string RowPrefix(DateTimeOffset at) => Left(at).ToString("D19", CultureInfo.InvariantCulture);

    public static TableEntity ToRow(AuditRecord record)
    {
        var entry = record.Entry;
        var row = new TableEntity(
            Partition(entry.Organization, entry.At),
            string.Create(CultureInfo.InvariantCulture, $"{RowPrefix(entry.At)}|{record.Instance}|{record.Sequence:D8}"))
        {
            [nameof(AuditRecord.Instance)] = record.Instance,
            [nameof(AuditRecord.Sequence)] = record.Sequence,
            [At] = entry.At,
            [nameof(AuditEntry.Action)] = entry.Action,
            [Outcome] = entry.Outcome.ToString(),
            [nameof(AuditEntry.RequestId)] = entry.RequestId,
            [nameof(AuditRecord.PreviousHash)] = record.PreviousHash,
            [nameof(AuditRecord.KeyId)] = record.KeyId,
            [nameof(AuditRecord.Hash)] = record.Hash,
        };
        RunRows.Set(row, User, entry.User?.Value);
        RunRows.Set(row, Credential, entry.CredentialId);
        RunRows.Set(row, nameof(AuditEntry.ObjectType), entry.ObjectType);
        RunRows.Set(row, nameof(AuditEntry.ObjectId), entry.ObjectId);
        RunRows.Set(row, nameof(AuditEntry.ErrorCode), entry.ErrorCode);
        return row;
    }

    public static StoredAuditRecord Read(OrganizationId organization, DateOnly day, TableEntity row)
    {
        var (instance, sequence) = ParseKey(row.RowKey);
        var chain = new AuditChainId(day, instance);
        if (!TryRead(organization, row, out var record))
        {
            return new StoredAuditRecord(row.RowKey, chain, sequence, null, IsInPlace: false);
        }

        var written = ToRow(record);
        return new StoredAuditRecord(
            row.RowKey, chain, sequence, HasSameColumns(written, row) ? record : null, written.PartitionKey == row.PartitionKey && written.RowKey == row.RowKey);
    }

    public static bool TryRead(OrganizationId organization, TableEntity row, [NotNullWhen(true)] out AuditRecord? record)
    {
        record = null;
        if (Value<int>(row, nameof(AuditRecord.Sequence)) is not { } sequence
            || Value<DateTimeOffset>(row, At) is not { } at
            || !Enum.TryParse<AuditOutcome>(Text(row, Outcome), out var outcome)
            || Text(row, nameof(AuditRecord.Instance)) is not { } instance
            || Text(row, nameof(AuditEntry.Action)) is not { } action
            || Text(row, nameof(AuditEntry.RequestId)) is not { } request
            || Text(row, nameof(AuditRecord.PreviousHash)) is not { } previous
            || Text(row, nameof(AuditRecord.KeyId)) is not { } key
            || Text(row, nameof(AuditRecord.Hash)) is not { } hash)
        {
            return false;
        }

        var entry = new AuditEntry(
            organization,
            at,
            UserId.TryParse(Text(row, User), out var user) ? user : null,
            Text(row, Credential),
            action,
            Text(row, nameof(AuditEntry.ObjectType)),
            Text(row, nameof(AuditEntry.ObjectId)),
            outcome,
            Text(row, nameof(AuditEntry.ErrorCode)),
            request);
        record = new AuditRecord(entry, instance, sequence, previous, key, hash);
        return true;
    }

    /// <summary>Whether a row has the columns of another one, and no others.</summary>
    public static bool HasSameColumns(TableEntity expected, TableEntity row)
    {
        var columns = Columns(row).ToDictionary(StringComparer.Ordinal);
        return columns.Count == Columns(expected).Count()
            && Columns(expected).All(column => columns.TryGetValue(column.Key, out var value) && column.Value.Equals(value));
    }

    public static string? Text(TableEntity row, string column) => row.TryGetValue(column, out var value) ? value as string : null;

    public static T? Value<T>(TableEntity row, string column)
        where T : struct => row.TryGetValue(column, out var value) && value is T typed ? typed : null;

    private static IEnumerable<KeyValuePair<string, object>> Columns(TableEntity row) => row.Where(column => !OwnColumns.Contains(column.Key));

    private static long Left(DateTimeOffset at) => DateTime.MaxValue.Ticks - at.UtcTicks;

    private static (string Instance, int? Sequence) ParseKey(string key) =>
        key.Split('|') is [{ Length: TicksLength }, { Length: InstanceLength } instance, { Length: SequenceLength } text]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? (instance, sequence)
            : ("", null);
}

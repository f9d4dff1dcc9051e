using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Rows of tables <c>Deletions</c> and <c>PendingDeletions</c>, and tombstones in <c>Runs</c>; documented in docs/tables.</summary>
internal static class DeletionRows
{
    public const string OrderPrefix = "order|";
    public const string Position = "Position";
    public const string DeletionIdColumn = "DeletionId";
    public const string CertificatePrefix = "Certificate";

    private const string What = "Removed";

    // A column holds 64 KiB at most.
    private const int BytesPerColumn = 60_000;

    public static string Partition(OrganizationId organization, DeletionId id) =>
        string.Create(CultureInfo.InvariantCulture, $"{organization}|{(DateTime.MaxValue.Ticks - id.At.UtcTicks) / TimeSpan.TicksPerDay:D7}");

    public static string Row(DeletionId id) =>
        string.Create(CultureInfo.InvariantCulture, $"{(DateTime.MaxValue.Ticks - id.At.UtcTicks) / TimeSpan.TicksPerMillisecond:D15}|{id}");

    public static string OrderKey(DeletionId id) => OrderPrefix + id;

    public static string RemovedKey(DeletionId id, string run) => $"removed|{id}|{run}";

    public static string PositionKey(RunKind kind) => $"position|{kind}";

    public static TableEntity ToOrder(DeletionOrder order, string writeId)
    {
        var row = new TableEntity(order.Organization.Value, OrderKey(order.Id))
        {
            [nameof(DeletionOrder.By)] = order.By.ToString(),
            [nameof(DeletionOrder.At)] = order.At,
            [nameof(DeletionOrder.HeldUntil)] = order.HeldUntil,
            [RunRows.WriteId] = writeId,
        };
        RunRows.Set(row, "RunId", order.Run?.Value);
        RunRows.Set(row, "RuleKind", order.Rule?.Kind.Value);
        RunRows.Set(row, "RuleDays", order.Rule?.Days);
        return row;
    }

    public static DeletionOrder ToOrder(TableEntity row) => new(
        OrganizationId.Parse(row.PartitionKey),
        DeletionId.Parse(row.RowKey[OrderPrefix.Length..]),
        RunActor.Parse(RunRows.Text(row, nameof(DeletionOrder.By))),
        RunRows.Time(row, nameof(DeletionOrder.At))!.Value,
        row.GetString("RunId") is { } run ? RunId.Parse(run) : null,
        row.GetString("RuleKind") is { } kind ? new RetentionRule(RunKind.Parse(kind), row.GetInt32("RuleDays")!.Value) : null)
    {
        HeldUntil = RunRows.Time(row, nameof(DeletionOrder.HeldUntil))!.Value,
        IsCertified = row.ContainsKey(PartName(0)),
    };

    /// <summary>The order with its certificate beside its own columns.</summary>
    public static TableEntity ToCertified(DeletionOrder order, DeletionSummary summary, ReadOnlyMemory<byte> certificate, string writeId)
    {
        var row = ToOrder(order, writeId);
        foreach (var (column, value) in CertificateColumns(summary, certificate))
        {
            row[column] = value;
        }

        return row;
    }

    public static TableEntity ToRemoved(DeletionOrder order, RemovedRun run) =>
        new(order.Organization.Value, RemovedKey(order.Id, run.RunId)) { [What] = JsonSerializer.Serialize(run, RowJson.Default.RemovedRun) };

    public static RemovedRun ToRemoved(TableEntity row) => JsonSerializer.Deserialize(RunRows.Text(row, What), RowJson.Default.RemovedRun)!;

    public static TableEntity ToPosition(OrganizationId organization, RunKind kind, string position) =>
        new(organization.Value, PositionKey(kind)) { [Position] = position };

    public static TableEntity ToTombstone(RunRemoval removal, DeletionId deletion) => new(RunKeys.Partition(removal.Run.Organization, removal.Run.Id), RunKeys.Tombstone(removal.Run.Id))
    {
        [DeletionIdColumn] = deletion.Value,
        [What] = JsonSerializer.Serialize(removal.What, RowJson.Default.RemovedRun),
    };

    /// <param name="certified">An order with its certificate.</param>
    public static TableEntity ToCertificate(TableEntity certified)
    {
        var order = ToOrder(certified);
        return new TableEntity(CertificateColumns(ToSummary(certified), CertificateOf(certified)))
        {
            PartitionKey = Partition(order.Organization, order.Id),
            RowKey = Row(order.Id),
        };
    }

    public static byte[] CertificateOf(TableEntity row)
    {
        List<byte> bytes = [];
        for (var part = 0; row.GetBinary(PartName(part)) is { } next; part++)
        {
            bytes.AddRange(next);
        }

        return [.. bytes];
    }

    public static DeletionSummary ToSummary(TableEntity row) => new(
        DeletionId.Parse(RunRows.Text(row, DeletionIdColumn)),
        RunRows.Text(row, nameof(DeletionSummary.Policy)),
        RunRows.Text(row, nameof(DeletionSummary.OrderedBy)),
        RunRows.Time(row, nameof(DeletionSummary.OrderedAt))!.Value,
        RunRows.Time(row, nameof(DeletionSummary.CompletedAt))!.Value,
        JsonSerializer.Deserialize(RunRows.Text(row, nameof(DeletionSummary.Counts)), RowJson.Default.DeletionCounts)!);

    private static Dictionary<string, object> CertificateColumns(DeletionSummary summary, ReadOnlyMemory<byte> certificate)
    {
        var columns = new Dictionary<string, object>
        {
            [DeletionIdColumn] = summary.Id.Value,
            [nameof(DeletionSummary.Policy)] = summary.Policy,
            [nameof(DeletionSummary.OrderedBy)] = summary.OrderedBy,
            [nameof(DeletionSummary.OrderedAt)] = summary.OrderedAt,
            [nameof(DeletionSummary.CompletedAt)] = summary.CompletedAt,
            [nameof(DeletionSummary.Counts)] = JsonSerializer.Serialize(summary.Counts, RowJson.Default.DeletionCounts),
        };
        for (var part = 0; part * BytesPerColumn < certificate.Length; part++)
        {
            var from = part * BytesPerColumn;
            columns[PartName(part)] = certificate[from..Math.Min(from + BytesPerColumn, certificate.Length)].ToArray();
        }

        return columns;
    }

    private static string PartName(int part) => string.Create(CultureInfo.InvariantCulture, $"{CertificatePrefix}{part}");
}

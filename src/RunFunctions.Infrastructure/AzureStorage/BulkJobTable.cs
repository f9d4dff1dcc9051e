using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Bulk jobs in table <c>BulkJobs</c>: a partition per organization, newest first. Those under way are named in table
/// <c>PendingBulkJobs</c>, too.
/// </summary>
public sealed class BulkJobTable(StorageClients clients, IIdSource ids, IRunPlans plans) : IBulkJobs
{
    private const string FilterLine = "Filter";

    private readonly TableClient _table = clients.Table(StorageNames.BulkJobsTable);

    private readonly TableClient _pending = clients.Table(StorageNames.PendingBulkJobsTable);

    public async Task<bool> TryAddAsync(BulkJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        await _pending.AddOnceAsync(new TableEntity(job.Organization.Value, job.Id.Value), cancellationToken);
        return await _table.TryAddAsync(ToRow(job, ids.NewWriteId()), cancellationToken) is not null;
    }

    public async Task<Versioned<BulkJob>?> FindAsync(OrganizationId organization, BulkJobId id, CancellationToken cancellationToken) =>
        await _table.ReadAsync(organization.Value, id.Value, cancellationToken) is { } row ? new Versioned<BulkJob>(ToJob(row), row.ETag.ToString()) : null;

    public async Task<bool> TryChangeAsync(BulkJob job, string version, CancellationToken cancellationToken) =>
        await _table.TryUpdateAsync(ToRow(job, ids.NewWriteId()), new ETag(version), TableUpdateMode.Replace, cancellationToken) is not null;

    public async Task<IReadOnlyList<PendingBulkJob>> ListUnderWayAsync(CancellationToken cancellationToken)
    {
        List<PendingBulkJob> pending = [];
        await foreach (var row in _pending.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            pending.Add(new PendingBulkJob(OrganizationId.Parse(row.PartitionKey), BulkJobId.Parse(row.RowKey)));
        }

        return pending;
    }

    public Task ForgetAsync(PendingBulkJob job, CancellationToken cancellationToken) => _pending.RemoveAsync(job.Organization.Value, job.Id.Value, cancellationToken);

    public Task<ListPage<BulkJob>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken) => TablePage.ReadAsync(
        _table,
        TableClient.CreateQueryFilter($"PartitionKey eq {organization.Value} and RowKey gt {after ?? ""}"),
        limit,
        ToJob,
        row => row.RowKey,
        cancellationToken);

    internal static TableEntity ToRow(BulkJob job, string writeId)
    {
        var row = new TableEntity(job.Organization.Value, job.Id.Value)
        {
            [nameof(BulkJob.Action)] = job.Action.ToString(),
            [FilterLine] = RunFilterText.Line(job.Filter),
            [nameof(BulkJob.State)] = job.State.ToString(),
            [nameof(BulkCounts.Matched)] = job.Counts.Matched,
            [nameof(BulkCounts.Done)] = job.Counts.Done,
            [nameof(BulkCounts.Failed)] = job.Counts.Failed,
            [nameof(BulkCounts.Skipped)] = JsonSerializer.Serialize(job.Counts.Skipped, RowJson.Default.IReadOnlyDictionaryStringInt32),
            [nameof(BulkJob.CreatedAt)] = job.CreatedAt,
            [nameof(BulkJob.CreatedBy)] = job.CreatedBy.Value,
            [nameof(BulkJob.CorrelationId)] = job.CorrelationId,
            [RunRows.WriteId] = writeId,
        };
        RunRows.Set(row, nameof(BulkJob.Tag), job.Tag);
        RunRows.Set(row, nameof(BulkJob.CompletedAt), job.CompletedAt);
        RunRows.Set(row, nameof(BulkJob.CancelledAt), job.CancelledAt);
        RunRows.Set(row, nameof(BulkJob.CancelledBy), job.CancelledBy?.Value);
        return row;
    }

    private BulkJob ToJob(TableEntity row) => new()
    {
        Organization = OrganizationId.Parse(row.PartitionKey),
        Id = BulkJobId.Parse(row.RowKey),
        Action = Enum.Parse<BulkAction>(RunRows.Text(row, nameof(BulkJob.Action))),
        Filter = ToFilter(RunRows.Text(row, FilterLine)),
        Tag = row.GetString(nameof(BulkJob.Tag)),
        State = Enum.Parse<BulkState>(RunRows.Text(row, nameof(BulkJob.State))),
        Counts = new BulkCounts(
            row.GetInt32(nameof(BulkCounts.Matched))!.Value,
            row.GetInt32(nameof(BulkCounts.Done))!.Value,
            row.GetInt32(nameof(BulkCounts.Failed))!.Value,
            JsonSerializer.Deserialize(RunRows.Text(row, nameof(BulkCounts.Skipped)), RowJson.Default.IReadOnlyDictionaryStringInt32)!),
        CreatedAt = RunRows.Time(row, nameof(BulkJob.CreatedAt))!.Value,
        CreatedBy = UserId.Parse(RunRows.Text(row, nameof(BulkJob.CreatedBy))),
        CorrelationId = RunRows.Text(row, nameof(BulkJob.CorrelationId)),
        CompletedAt = RunRows.Time(row, nameof(BulkJob.CompletedAt)),
        CancelledAt = RunRows.Time(row, nameof(BulkJob.CancelledAt)),
        CancelledBy = row.GetString(nameof(BulkJob.CancelledBy)) is { } user ? UserId.Parse(user) : null,
    };

    private RunFilter ToFilter(string line)
    {
        var texts = line.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('=', 2)).ToDictionary(text => text[0], text => text[1]);
        return RunFilterText.Read(texts.GetValueOrDefault, plans.Kinds).Value ?? throw new InvalidDataException("A stored filter cannot be read.");
    }
}

using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Counts of calibration in table <c>Calibration</c>: one partition per organization and policy version, so that a run's
/// verdicts and the counts that follow are written together.
/// </summary>
public sealed class CalibrationTable(StorageClients clients, IIdSource ids) : ICalibrationStore
{
    private readonly TableClient _table = clients.Table(StorageNames.CalibrationTable);

    public async Task<IReadOnlyList<Versioned<MappingTally>>> ListAsync(
        OrganizationId organization, string policyVersion, string contextKey, CancellationToken cancellationToken)
    {
        List<Versioned<MappingTally>> tallies = [];
        var rows = _table.QueryAsync<TableEntity>(
            Range(organization, policyVersion, CalibrationRows.CountsPrefix(contextKey)), cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            tallies.Add(new Versioned<MappingTally>(CalibrationRows.ToTally(row), row.ETag.ToString()));
        }

        return tallies;
    }

    public Task<ListPage<MappingTally>> ListPageAsync(
        OrganizationId organization, string policyVersion, int limit, string? after, CancellationToken cancellationToken)
    {
        var (partition, end) = (CalibrationRows.Partition(organization, policyVersion), RunKeys.EndOf(CalibrationRows.CountPrefix));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey gt {after ?? CalibrationRows.CountPrefix} and RowKey lt {end}");
        return TablePage.ReadAsync(_table, filter, limit, CalibrationRows.ToTally, row => row.RowKey, cancellationToken);
    }

    public async Task<Versioned<JudgedRun>?> FindJudgedAsync(
        OrganizationId organization, string policyVersion, DocumentId document, RunId run, CancellationToken cancellationToken) =>
        await _table.ReadAsync(
            CalibrationRows.Partition(organization, policyVersion), CalibrationRows.JudgedKey(document, run), cancellationToken) is { } row
            ? new Versioned<JudgedRun>(CalibrationRows.ToJudged(row), row.ETag.ToString())
            : null;

    public async Task<IReadOnlyList<ReviewedRun>> ListReviewedAsync(
        OrganizationId organization, string policyVersion, int count, CancellationToken cancellationToken) =>
        (await TablePage.ReadAsync(
            _table,
            Range(organization, policyVersion, CalibrationRows.ReviewedPrefix),
            count,
            CalibrationRows.ToReviewed,
            row => row.RowKey,
            cancellationToken)).Items;

    public Task<bool> TryWriteAsync(
        OrganizationId organization,
        string policyVersion,
        Versioned<JudgedRun>? before,
        JudgedRun after,
        IReadOnlyList<(MappingTally Tally, string? Version)> tallies,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(tallies);
        var partition = CalibrationRows.Partition(organization, policyVersion);
        List<TableTransactionAction> actions =
        [
            ConditionalWrites.Write(CalibrationRows.FromJudged(partition, after, ids.NewWriteId()), before?.Version),
            .. tallies.Select(tally => ConditionalWrites.Write(CalibrationRows.FromTally(partition, tally.Tally), tally.Version)),
        ];
        if (after.Reviewed != before?.Value.Reviewed)
        {
            // The transaction names the version of the row that says which of these there is.
            if (before?.Value.Reviewed is { } earlier)
            {
                actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, CalibrationRows.FromReviewed(partition, earlier), ETag.All));
            }

            actions.Add(ConditionalWrites.Write(CalibrationRows.FromReviewed(partition, after.Reviewed!), version: null));
        }

        return _table.TrySubmitAsync(actions, cancellationToken);
    }

    private static string Range(OrganizationId organization, string policyVersion, string prefix) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {CalibrationRows.Partition(organization, policyVersion)} and RowKey ge {prefix} and RowKey lt {RunKeys.EndOf(prefix)}");
}

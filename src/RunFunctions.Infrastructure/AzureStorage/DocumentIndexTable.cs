using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// The list of documents in table <c>DocumentIndex</c>. Keys sort newest first: partition = organization and hour, counted
/// backwards, row = time counted backwards and id. A page is one query over a range of keys.
/// </summary>
public sealed class DocumentIndexTable(StorageClients clients) : IDocumentIndex
{
    private const int RememberedRows = 10_000;

    private readonly TableClient _table = clients.Table(StorageNames.DocumentIndexTable);

    // Entries as this process last read or wrote them: revision and ETag. Every change names the ETag, so an outdated one
    // costs a refused write and a read, never a wrong entry.
    private readonly ConcurrentDictionary<(string Partition, string Row), (int Revision, ETag Tag)> _remembered = new();

    public async Task PutAsync(OrganizationId organization, DocumentWithRuns document, CancellationToken cancellationToken)
    {
        var row = ToRow(organization, document);
        try
        {
            Remember(row, await _table.AddEntityAsync(row, cancellationToken));
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            await TryPutLatestRunAsync(organization, document.Runs, cancellationToken);
        }
    }

    public async Task<bool> TryPutLatestRunAsync(OrganizationId organization, RunSubject runs, CancellationToken cancellationToken)
    {
        var row = LatestRun(organization, runs);
        while (await FindAsync(row, cancellationToken) is { } stored)
        {
            if (stored.Revision >= runs.Revision)
            {
                return true;
            }

            try
            {
                Remember(row, await _table.UpdateEntityAsync(row, stored.Tag, TableUpdateMode.Merge, cancellationToken));
                return true;
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 412)
            {
                _remembered.TryRemove((row.PartitionKey, row.RowKey), out _);
            }
        }

        return false;
    }

    public Task<ListPage<DocumentListItem>> ListAsync(OrganizationId organization, int limit, string? after, CancellationToken cancellationToken) =>
        TablePage.ReadPartitionsAsync(_table, organization, limit, after, ToItem, cancellationToken);

    internal static TableEntity ToRow(OrganizationId organization, DocumentWithRuns document)
    {
        var row = LatestRun(organization, document.Runs);
        row["DocumentId"] = document.Document.Id.ToString();
        row["CreatedAt"] = document.Document.CreatedAt;
        row[DocumentRows.FileName] = document.Document.OriginalFileName.Value;
        row[DocumentRows.Review] = document.Document.ReviewStatus.ToString();
        RunRows.Set(row, DocumentRows.ReviewedAt, document.Document.ReviewedAt);
        RunRows.Set(row, DocumentRows.ReviewedBy, document.Document.ReviewedBy);
        return row;
    }

    private static TableEntity LatestRun(OrganizationId organization, RunSubject runs)
    {
        var created = runs.CreatedAt.UtcTicks;
        var hour = (DateTime.MaxValue.Ticks - created) / TimeSpan.TicksPerHour;
        var row = new TableEntity(
            $"{organization}|{hour:D8}",
            string.Create(CultureInfo.InvariantCulture, $"{DateTime.MaxValue.Ticks - created:D19}|{runs.Key.Id}"))
        {
            [nameof(RunSubject.Revision)] = runs.Revision,
            ["LatestState"] = runs.Latest?.State.ToString() ?? "",
            ["LatestFailureType"] = runs.Latest?.FailureType ?? "",
        };
        return row;
    }

    private async Task<(int Revision, ETag Tag)?> FindAsync(TableEntity row, CancellationToken cancellationToken)
    {
        if (_remembered.TryGetValue((row.PartitionKey, row.RowKey), out var known))
        {
            return known;
        }

        var stored = await _table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        return stored.HasValue ? (stored.Value!.GetInt32(nameof(RunSubject.Revision)) ?? 0, stored.Value.ETag) : null;
    }

    private void Remember(TableEntity row, Response written)
    {
        if (_remembered.Count >= RememberedRows)
        {
            _remembered.Clear();
        }

        if (written.Headers.ETag is { } tag)
        {
            _remembered[(row.PartitionKey, row.RowKey)] = (row.GetInt32(nameof(RunSubject.Revision))!.Value, tag);
        }
    }

    private static DocumentListItem ToItem(TableEntity row) => new(
        DocumentId.Parse(RunRows.Text(row, "DocumentId")),
        RunRows.Text(row, DocumentRows.FileName),
        row.GetDateTimeOffset("CreatedAt")!.Value,
        DocumentStatusView.Of(
            row.GetString("LatestState") is { Length: > 0 } state ? Enum.Parse<RunState>(state) : null,
            row.GetString("LatestFailureType") is { Length: > 0 } failure ? failure : null),
        Enum.Parse<ReviewStatus>(RunRows.Text(row, DocumentRows.Review)),
        row.GetDateTimeOffset(DocumentRows.ReviewedAt),
        row.GetString(DocumentRows.ReviewedBy));
}

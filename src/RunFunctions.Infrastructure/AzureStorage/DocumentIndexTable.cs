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

    // Entries as this process last read or wrote them: revisions and ETag. Every change names the ETag, so an outdated one
    // costs a refused write and a read, never a wrong entry.
    private readonly ConcurrentDictionary<(string Partition, string Row), Entry> _remembered = new();

    public async Task PutAsync(OrganizationId organization, DocumentWithRuns document, CancellationToken cancellationToken)
    {
        var row = ToRow(organization, document);
        try
        {
            Remember(row, await _table.AddEntityAsync(row, cancellationToken));
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            await TryUpdateAsync(organization, document, cancellationToken);
        }
    }

    public async Task<bool> TryUpdateAsync(OrganizationId organization, DocumentWithRuns document, CancellationToken cancellationToken)
    {
        var row = KeyOf(organization, document.Runs);
        while (await FindAsync(row, cancellationToken) is { } stored)
        {
            var (runs, review) = (document.Runs.Revision > stored.Revision, document.Document.Revision > stored.DocumentRevision);
            if (!runs && !review)
            {
                return true;
            }

            var newer = new TableEntity(row.PartitionKey, row.RowKey)
            {
                [nameof(RunSubject.Revision)] = stored.Revision,
                [DocumentRows.Revision] = stored.DocumentRevision,
            };
            if (runs)
            {
                SetLatestRun(newer, document.Runs);
            }

            if (review)
            {
                SetReview(newer, document.Document);
            }

            try
            {
                Remember(newer, await _table.UpdateEntityAsync(newer, stored.Tag, TableUpdateMode.Merge, cancellationToken));
                return true;
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 412)
            {
                _remembered.TryRemove((row.PartitionKey, row.RowKey), out _);
            }
        }

        return false;
    }

    public Task<ListPage<DocumentListItem>> ListAsync(
        OrganizationId organization, DocumentFilter filter, int limit, string? after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var query = DocumentIndexQuery.Of(organization, filter, after);
        return filter.NamePart is null
            ? TablePage.ReadAsync(_table, query, limit, ToItem, TablePage.Position, cancellationToken)
            : TablePage.SearchAsync(
                _table,
                query,
                limit,
                IDocumentIndex.MostNames,
                row => filter.IsNamedSo(RunRows.Text(row, DocumentRows.FileName)),
                ToItem,
                TablePage.Position,
                cancellationToken);
    }

    internal static TableEntity ToRow(OrganizationId organization, DocumentWithRuns document)
    {
        var row = KeyOf(organization, document.Runs);
        row["DocumentId"] = document.Document.Id.ToString();
        row["CreatedAt"] = document.Document.CreatedAt;
        row[DocumentRows.FileName] = document.Document.OriginalFileName.Value;
        SetLatestRun(row, document.Runs);
        SetReview(row, document.Document);
        return row;
    }

    private static TableEntity KeyOf(OrganizationId organization, RunSubject runs)
    {
        var left = DocumentIndexQuery.TimeLeft(runs.CreatedAt);
        return new TableEntity(
            DocumentIndexQuery.Partition(organization, left), string.Create(CultureInfo.InvariantCulture, $"{left:D19}|{runs.Key.Id}"));
    }

    private static void SetLatestRun(TableEntity row, RunSubject runs)
    {
        row[nameof(RunSubject.Revision)] = runs.Revision;
        row["LatestState"] = runs.Latest?.State.ToString() ?? "";
        row["LatestFailureType"] = runs.Latest?.FailureType ?? "";
        RunRows.SetLatestReading(row, runs.Latest);
    }

    private static void SetReview(TableEntity row, Document document)
    {
        row[DocumentRows.Revision] = document.Revision;
        row[DocumentRows.Review] = document.ReviewStatus.ToString();
        row[DocumentRows.Language] = document.LanguageOverride ?? "";
        RunRows.Set(row, DocumentRows.ReviewedAt, document.ReviewedAt);
        RunRows.Set(row, DocumentRows.ReviewedBy, document.ReviewedBy);
    }

    private async Task<Entry?> FindAsync(TableEntity row, CancellationToken cancellationToken)
    {
        if (_remembered.TryGetValue((row.PartitionKey, row.RowKey), out var known))
        {
            return known;
        }

        var stored = await _table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        return stored.HasValue ? Entry.Of(stored.Value!, stored.Value!.ETag) : null;
    }

    private void Remember(TableEntity row, Response written)
    {
        if (_remembered.Count >= RememberedRows)
        {
            _remembered.Clear();
        }

        if (written.Headers.ETag is { } tag)
        {
            _remembered[(row.PartitionKey, row.RowKey)] = Entry.Of(row, tag);
        }
    }

    private static DocumentListItem ToItem(TableEntity row)
    {
        var status = Enum.Parse<ReviewStatus>(RunRows.Text(row, DocumentRows.Review));
        var isReviewed = status == ReviewStatus.Reviewed;
        return new DocumentListItem(
            DocumentId.Parse(RunRows.Text(row, "DocumentId")),
            RunRows.Text(row, DocumentRows.FileName),
            row.GetDateTimeOffset("CreatedAt")!.Value,
            DocumentStatusView.Of(
                row.GetString("LatestState") is { Length: > 0 } state ? Enum.Parse<RunState>(state) : null,
                row.GetString("LatestFailureType") is { Length: > 0 } failure ? failure : null),
            status,
            isReviewed ? row.GetDateTimeOffset(DocumentRows.ReviewedAt) : null,
            isReviewed ? row.GetString(DocumentRows.ReviewedBy) : null)
        {
            LanguageOverride = RunRows.OrNull(row.GetString(DocumentRows.Language)),
            LatestReading = RunRows.LatestReading(row),
        };
    }

    private readonly record struct Entry(int Revision, int DocumentRevision, ETag Tag)
    {
        public static Entry Of(TableEntity row, ETag tag) =>
            new(row.GetInt32(nameof(RunSubject.Revision)) ?? 0, row.GetInt32(DocumentRows.Revision) ?? 0, tag);
    }
}

using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Versions of interpretations, beside their document's runs in table <c>Runs</c>; documented in docs/tables/Runs.md.</summary>
public sealed class InterpretationVersionTable(StorageClients clients, RunTable runs) : IInterpretationVersions
{
    private readonly TableClient _table = clients.Table(StorageNames.RunsTable);

    public async Task<InterpretationVersion?> FindNewestAsync(OrganizationId organization, RunId run, CancellationToken cancellationToken) =>
        await ListAsync(organization, run, below: null, count: 1, cancellationToken) is [var newest] ? newest : null;

    public async Task<InterpretationVersion?> FindAsync(OrganizationId organization, RunId run, int number, CancellationToken cancellationToken) =>
        await _table.ReadAsync(RunKeys.Partition(organization, run), RunKeys.Version(run, number), cancellationToken) is { } row ? VersionRows.ToVersion(row) : null;

    public async Task<IReadOnlyList<InterpretationVersion>> ListAsync(
        OrganizationId organization, RunId run, int? below, int count, CancellationToken cancellationToken)
    {
        var from = below is { } number ? RunKeys.Version(run, number - 1) : RunKeys.VersionsPrefix(run);
        return [.. (await ReadAsync(organization, run, from, count, cancellationToken)).Select(VersionRows.ToVersion)];
    }

    public async Task<IReadOnlyList<RunAttachment>> ListAttachmentsAsync(OrganizationId organization, RunId run, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(organization, run, RunKeys.VersionsPrefix(run), count: null, cancellationToken)).Select(VersionRows.ToAttachment)];

    public Task<bool> TryAddAsync(
        OrganizationId organization,
        InterpretationVersion version,
        Document document,
        string documentVersion,
        IReadOnlyList<ReviewEvent> events,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        return runs.TryMergeAsync(
            organization,
            Document.SubjectOf(document.Id),
            documentVersion,
            DocumentRows.ReviewColumns(document),
            [
                new TableTransactionAction(TableTransactionActionType.Add, VersionRows.FromVersion(organization, version)),
                .. DocumentRows.Events(organization, document, events),
            ],
            cancellationToken);
    }

    // In the order of keys: newest first.
    private async Task<List<TableEntity>> ReadAsync(OrganizationId organization, RunId run, string from, int? count, CancellationToken cancellationToken)
    {
        var to = RunKeys.EndOf(RunKeys.VersionsPrefix(run));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {RunKeys.Partition(organization, run)} and RowKey ge {from} and RowKey lt {to}");
        List<TableEntity> rows = [];
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, maxPerPage: count, cancellationToken: cancellationToken))
        {
            rows.Add(row);
            if (rows.Count == count)
            {
                break;
            }
        }

        return rows;
    }
}

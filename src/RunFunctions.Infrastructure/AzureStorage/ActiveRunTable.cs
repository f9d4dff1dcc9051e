using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Unfinished runs in table <c>ActiveRuns</c>; a partition per organization, as large as the work in progress.</summary>
public sealed class ActiveRunTable(StorageClients clients) : IActiveRuns
{
    private readonly TableClient _table = clients.Table(StorageNames.ActiveRunsTable);

    public async Task AddAsync(OrganizationId organization, ActiveRun run, CancellationToken cancellationToken)
    {
        try
        {
            await _table.AddEntityAsync(ToRow(organization, run), cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // A retried insert that meets its own first attempt.
        }
    }

    public async Task RemoveAsync(OrganizationId organization, RunId id, CancellationToken cancellationToken)
    {
        try
        {
            await _table.DeleteEntityAsync(organization.Value, id.Value, ETag.All, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Another instance finished the same run.
        }
    }

    public async Task<IReadOnlyList<OwnedActiveRun>> ListAsync(CancellationToken cancellationToken)
    {
        // The whole table is what recovery looks for, so there is nothing to filter.
        List<OwnedActiveRun> runs = [];
        await foreach (var row in _table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            runs.Add(new OwnedActiveRun(
                OrganizationId.Parse(row.PartitionKey),
                new ActiveRun(
                    RunId.Parse(row.RowKey), RunKind.Parse(RunRows.Text(row, nameof(ActiveRun.Kind))), row.GetDateTimeOffset(nameof(ActiveRun.AddedAt))!.Value)));
        }

        return runs;
    }

    internal static TableEntity ToRow(OrganizationId organization, ActiveRun run) => new(organization.Value, run.Id.Value)
    {
        [nameof(ActiveRun.Kind)] = run.Kind.Value,
        [nameof(ActiveRun.AddedAt)] = run.AddedAt,
    };
}

using Azure;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>
/// Places in table <c>RunPlaces</c>: one partition per organization, a row per run that has a place or waits for one, and a row
/// that every change rewrites under its ETag, so that of two changes at once one must look again.
/// </summary>
public sealed class RunPlaceTable(StorageClients clients, IIdSource ids) : IRunPlaceStore
{
    private const string GuardRow = "guard";
    private const string RunPrefix = "run|";

    private readonly TableClient _table = clients.Table(StorageNames.RunPlacesTable);

    public async Task<PlacesAsRead> ReadAsync(OrganizationId organization, CancellationToken cancellationToken)
    {
        string? version = null;
        List<RunPlace> places = [];
        var query = TableClient.CreateQueryFilter($"PartitionKey eq {organization.Value}");
        await foreach (var row in _table.QueryAsync<TableEntity>(query, cancellationToken: cancellationToken))
        {
            if (row.RowKey == GuardRow)
            {
                version = row.ETag.ToString();
            }
            else
            {
                places.Add(ToPlace(row));
            }
        }

        return new PlacesAsRead(new RunPlaces(places), version);
    }

    public Task<bool> TryWriteAsync(OrganizationId organization, PlacesAsRead before, RunPlaces after, CancellationToken cancellationToken)
    {
        var guard = ToGuard(organization, ids.NewWriteId());
        var known = before.Places.All.ToDictionary(place => place.Run);
        var kept = after.All.Select(place => place.Run).ToHashSet();
        return _table.TrySubmitAsync(
            [
                ConditionalWrites.Write(guard, before.Version),
                .. after.All.Where(place => known.GetValueOrDefault(place.Run) != place).Select(place => new TableTransactionAction(
                    known.ContainsKey(place.Run) ? TableTransactionActionType.UpdateReplace : TableTransactionActionType.Add, ToRow(organization, place), ETag.All)),
                .. known.Values.Where(place => !kept.Contains(place.Run)).Select(place => new TableTransactionAction(
                    TableTransactionActionType.Delete, ToRow(organization, place), ETag.All)),
            ],
            cancellationToken);
    }

    internal static TableEntity ToGuard(OrganizationId organization, string writeId) => new(organization.Value, GuardRow) { [RunRows.WriteId] = writeId };

    internal static TableEntity ToRow(OrganizationId organization, RunPlace place) => new(organization.Value, RunPrefix + place.Run)
    {
        [nameof(RunPlace.Kind)] = place.Kind.Value,
        [nameof(RunPlace.ListedAt)] = place.ListedAt,
        [nameof(RunPlace.Held)] = place.Held,
    };

    private static RunPlace ToPlace(TableEntity row) => new(
        RunId.Parse(row.RowKey[RunPrefix.Length..]),
        RunKind.Parse(RunRows.Text(row, nameof(RunPlace.Kind))),
        RunRows.Time(row, nameof(RunPlace.ListedAt))!.Value,
        row.GetBoolean(nameof(RunPlace.Held))!.Value);
}

using Azure;
using Microsoft.Extensions.Hosting;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Creates the tables and containers that are missing, when the app starts.</summary>
public sealed class StorageSetup(StorageClients clients) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var table in StorageNames.Tables)
        {
            await clients.Table(table).CreateIfNotExistsAsync(cancellationToken);
        }

        foreach (var container in StorageNames.Containers)
        {
            await clients.Container(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
    }

    /// <summary>Whether table and blob storage answer.</summary>
    public async Task<StorageHealth> CheckAsync(CancellationToken cancellationToken) => new(
        await AnswersAsync(async () => await clients.Table(StorageNames.RunsTable).GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("health", "health", cancellationToken: cancellationToken)),
        await AnswersAsync(async () => await clients.Container(StorageNames.ArtifactsContainer).GetPropertiesAsync(cancellationToken: cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<bool> AnswersAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            return false;
        }
    }
}

/// <summary>Which services answer.</summary>
public sealed record StorageHealth(bool Tables, bool Blobs);

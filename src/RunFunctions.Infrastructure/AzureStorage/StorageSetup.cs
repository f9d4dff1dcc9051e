using Azure;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Creates the tables and containers that are missing, before the first use in this process.</summary>
public sealed class StorageSetup(StorageClients clients) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile bool _done;

    /// <summary>Returns when everything is there. A failure is thrown, and the next call tries again.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_done)
        {
            return;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!_done)
            {
                await CreateAsync(cancellationToken);
                _done = true;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Whether table and blob storage answer.</summary>
    public async Task<StorageHealth> CheckAsync(CancellationToken cancellationToken) => new(
        await AnswersAsync(async () => await clients.Table(StorageNames.RunsTable).GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("health", "health", cancellationToken: cancellationToken)),
        await AnswersAsync(async () => await clients.Container(StorageNames.ArtifactsContainer).GetPropertiesAsync(cancellationToken: cancellationToken)));

    public void Dispose() => _one.Dispose();

    private async Task CreateAsync(CancellationToken cancellationToken)
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

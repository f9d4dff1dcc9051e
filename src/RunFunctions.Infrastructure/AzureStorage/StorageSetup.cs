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

    /// <summary>Returns when table storage has answered.</summary>
    public async Task AskTablesAsync(CancellationToken cancellationToken) =>
        await clients.Table(StorageNames.RunsTable).GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("health", "health", cancellationToken: cancellationToken);

    /// <summary>Returns when blob storage has answered.</summary>
    public async Task AskBlobsAsync(CancellationToken cancellationToken) =>
        await clients.Container(StorageNames.ArtifactsContainer).GetPropertiesAsync(cancellationToken: cancellationToken);

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
}

using Azure.Data.Tables;
using Azure.Storage.Blobs;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.TestSupport;

/// <summary>
/// Storage of a test that is over. For every call the emulator looks through all the tables and all the blobs that it has: what
/// tests leave behind slows down those that follow.
/// </summary>
internal static class TestStorage
{
    private static readonly BlobClientOptions BlobOptions = new(BlobClientOptions.ServiceVersion.V2021_12_02);

    /// <summary>Some of the app's tables, and its containers.</summary>
    public static async Task CreateAsync(string prefix, IReadOnlyList<string> tables)
    {
        var service = new TableServiceClient(TestAzurite.ConnectionString);
        foreach (var table in tables)
        {
            await service.CreateTableAsync(new StorageNames(prefix).Table(table));
        }

        foreach (var container in Containers(prefix))
        {
            await container.CreateAsync();
        }
    }

    /// <summary>All of the app's tables and containers.</summary>
    public static Task DeleteAsync(string prefix) => DeleteAsync(prefix, StorageNames.Tables);

    public static async Task DeleteAsync(string prefix, IReadOnlyList<string> tables)
    {
        var service = new TableServiceClient(TestAzurite.ConnectionString);
        foreach (var table in tables)
        {
            await service.DeleteTableAsync(new StorageNames(prefix).Table(table));
        }

        foreach (var container in Containers(prefix))
        {
            await container.DeleteIfExistsAsync();
        }
    }

    private static IEnumerable<BlobContainerClient> Containers(string prefix) => StorageNames.Containers.Select(
        name => new BlobServiceClient(TestAzurite.ConnectionString, BlobOptions).GetBlobContainerClient(new StorageNames(prefix).Container(name)));
}

using Azure.Data.Tables;
using Azure.Storage.Blobs;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>
/// Storage of a test that is over. For every call the emulator looks through all the tables and all the blobs that it has: what
/// tests leave behind slows down those that follow.
/// </summary>
internal static class TestStorage
{
    public static async Task DeleteAsync(string prefix)
    {
        var names = new StorageNames(prefix);
        var tables = new TableServiceClient(TestAzurite.ConnectionString);
        foreach (var table in StorageNames.Tables)
        {
            await tables.DeleteTableAsync(names.Table(table));
        }

        var blobs = new BlobServiceClient(TestAzurite.ConnectionString, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02));
        foreach (var container in StorageNames.Containers)
        {
            await blobs.GetBlobContainerClient(names.Container(container)).DeleteIfExistsAsync();
        }
    }
}

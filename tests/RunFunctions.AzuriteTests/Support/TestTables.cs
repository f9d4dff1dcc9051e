using Azure.Data.Tables;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>Tables of a test that is over. The emulator looks through all the tables it has for every call.</summary>
internal static class TestTables
{
    public static async Task DeleteAsync(string prefix)
    {
        var service = new TableServiceClient(TestAzurite.ConnectionString);
        foreach (var table in StorageNames.Tables)
        {
            await service.DeleteTableAsync(new StorageNames(prefix).Table(table));
        }
    }
}

using RunFunctions.TestSupport;

namespace LocalRuntime.Tests;

public sealed class AzuriteSmokeTests
{
    [Fact]
    public async Task The_test_emulator_answers_on_its_table_port()
    {
        var endpoint = TestAzurite.ConnectionString.Split(';').Single(part => part.StartsWith("TableEndpoint=", StringComparison.Ordinal))["TableEndpoint=".Length..];
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(endpoint + "/Tables"));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, response.StatusCode);
    }
}
